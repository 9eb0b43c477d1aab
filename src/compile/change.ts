/** What brings a node from one resolved state to another. */
import { isDeepStrictEqual } from 'node:util';
import type { Node } from '../topology/model.ts';
import { feedStep, renderSteps, type Step } from './batch.ts';
import { diffState } from './diff.ts';
import { hasNft, nftResetLines } from './nft.ts';
import { compileNode, type NodeConfig, type RunCommand, runCommands } from './node.ts';
import { resetLines } from './reset.ts';

/**
 * The commands that make a node which is as `before` says be as `after` says, and what its kernel
 * must hold then; null when the two are alike but for what their authors run.
 */
export function compileChange(before: Node, after: Node): NodeConfig | null {
  if (isDeepStrictEqual(withoutRun(before), withoutRun(after))) return null;
  const { steps, expected } = compileNode(after);
  const all: readonly Step[] = [
    { kind: 'shell', lines: ['set -e', ...resetLines(before)] },
    feedStep('old nft', null, 'nft -f -', hasNft(before.root) ? nftResetLines : []),
    ...steps,
  ];
  return { steps: all, script: renderSteps(all), expected };
}

/** The author's commands that the node did not have before, in the order of runCommands. */
export function addedCommands(before: Node, after: Node): readonly RunCommand[] {
  const had = runCommands(before);
  return runCommands(after).filter(
    (command) => !had.some((other) => isDeepStrictEqual(other, command)),
  );
}

/** What a change does to one namespace, as facts that go and facts that come. */
export interface ChangedNamespace {
  readonly container: string | null;
  readonly gone: readonly string[];
  readonly come: readonly string[];
}

/** In words of the kernel's state, what is different; see fact-line.ts. */
export function changedFacts(before: Node, after: Node): readonly ChangedNamespace[] {
  const [old, fresh] = [compileNode(before).expected, compileNode(after).expected];
  const places = [
    ...fresh,
    ...old.filter(({ container }) => !fresh.some((now) => now.container === container)),
  ];
  return places.flatMap(({ container }) => {
    const state = (all: typeof old) => all.filter((each) => each.container === container);
    const expected = [{ container, facts: state(fresh)[0]?.facts ?? [] }];
    const [diff] = diffState(expected, state(old));
    return diff === undefined ? [] : [{ container, gone: diff.unexpected, come: diff.missing }];
  });
}

/** The author's commands are no state. */
function withoutRun({ root, containers, ...node }: Node): Node {
  return {
    ...node,
    root: { ...root, run: [] },
    containers: containers.map((container) => ({ ...container, run: [] })),
  };
}
