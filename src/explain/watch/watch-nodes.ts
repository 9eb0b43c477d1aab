/** Watches every namespace of a lab while something happens in it. */
import { randomBytes } from 'node:crypto';
import { parseSection } from '../../checks/sections.ts';
import type { LabView } from '../../checks/check.ts';
import { HarnessError } from '../../lib/errors.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Endpoint, Node } from '../../topology/model.ts';
import { ownNamespaces } from '../../topology/own-namespaces.ts';
import {
  countersBefore,
  type NamespaceState,
  parseSnapshot,
  stateAfter,
} from '../state/snapshot.ts';
import type { Catch } from '../way/sighting.ts';
import { sectionName, startScript, stopScript } from './scripts.ts';

/** For a node with many namespaces, on a fast machine. */
const TIMEOUT_MS = 30_000;

/** What went on in the lab meanwhile. */
export interface Watched<T> {
  readonly result: T;
  readonly catches: readonly Catch[];
  /** By label of the namespace: `node1`, `node1/con1`. */
  readonly states: ReadonlyMap<string, NamespaceState>;
}

/** Watches from before `work` starts until it has ended. @throws HarnessError */
export async function watchNodes<T>(
  lab: LabView,
  nodes: readonly Node[],
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<Watched<T>> {
  const directory = `/run/wirelab-trace-${randomBytes(4).toString('hex')}`;
  const watches = nodes.map((node) => new NodeWatch(lab, node, directory));
  let result: T;
  try {
    await Promise.all(watches.map((watch) => watch.start(signal)));
    result = await work();
  } catch (error) {
    await Promise.allSettled(watches.map((watch) => watch.stop()));
    throw error;
  }
  const seen = (await Promise.all(watches.map((watch) => watch.stop()))).flat();
  return {
    result,
    catches: seen.map(({ caught }) => caught),
    states: new Map(seen.map(({ caught, state }) => [endpointLabel(caught.at), state])),
  };
}

interface Seen {
  readonly caught: Catch;
  readonly state: NamespaceState;
}

/** One node that is watched. */
class NodeWatch {
  readonly #lab: LabView;
  readonly #node: Node;
  readonly #directory: string;
  readonly #namespaces: readonly (string | null)[];
  #before = '';

  constructor(lab: LabView, node: Node, directory: string) {
    this.#lab = lab;
    this.#node = node;
    this.#directory = directory;
    this.#namespaces = [null, ...ownNamespaces(node).map(({ name }) => name)];
  }

  async start(signal: AbortSignal): Promise<void> {
    const script = startScript(this.#directory, this.#namespaces);
    this.#before = await this.#run(script, 'watched', signal);
  }

  async stop(): Promise<readonly Seen[]> {
    const script = stopScript(this.#directory, this.#namespaces);
    const after = await this.#run(script, 'read', null);
    return this.#namespaces.map((container, index) => {
      const at: Endpoint = { node: this.#node.name, container };
      const state = parseSnapshot(
        textsOf(countersBefore, this.#before, index),
        textsOf(stateAfter, after, index),
      );
      const pcap = Buffer.from(
        parseSection(after, sectionName(index, 'pcap'))?.output ?? '',
        'base64',
      );
      const devices = new Map(state.links.map((link) => [link.index, link.name]));
      return { state, caught: { at, pcap, devices } };
    });
  }

  async #run(script: string, purpose: string, signal: AbortSignal | null): Promise<string> {
    const { name } = this.#node;
    const { exitCode, stdout, stderr, timedOut } = await this.#lab.exec(
      { node: name, container: null },
      ['sh', '-s'],
      {
        stdin: script,
        timeoutMs: TIMEOUT_MS * this.#lab.timeFactor,
        ...(signal !== null && { signal }),
      },
    );
    if (exitCode === 0) return stdout;
    const why = timedOut ? 'out of time' : stderr.trim().split('\n').slice(-3).join('\n');
    throw new HarnessError(`${name} could not be ${purpose}: ${why}`, {
      remedy: 'tracing needs tcpdump 4.99 on every node',
    });
  }
}

/** What the commands printed in the namespace at that position, by their names. */
function textsOf<What extends string>(
  commands: Readonly<Record<What, string>>,
  output: string,
  index: number,
): Readonly<Record<What, string>> {
  const texts = Object.keys(commands).map((what) => [
    what,
    parseSection(output, sectionName(index, what))?.output ?? '',
  ]);
  return Object.fromEntries(texts) as Record<What, string>;
}
