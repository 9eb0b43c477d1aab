import { existsSync } from 'node:fs';
import { ownIdentity } from '../lib/process-identity.ts';
import type { LabProvider, Prepared, Provider } from '../providers/provider.ts';
import type { Topology } from '../topology/topology.ts';
import type { Transport } from '../transport/transport.ts';
import { Attempts } from './attempts.ts';
import { type ConsoleWatch, type NodeTrouble, watchConsoles } from './console-watch.ts';
import { newLabId } from './lab-id.ts';
import { type LostNode, lostNodes } from './lost-nodes.ts';
import { createLab, labDirectory, type LabNode, type LabRecord, writeLab } from './lab-store.ts';
import { recordResource } from './ledger.ts';
import type { ReadyNode } from './provide.ts';
import { removeResources } from './remove-lab.ts';

/** The lab that a run makes, with what is written down of it and what must be undone. */
export class OwnLab {
  readonly id: string;
  readonly #provider: Provider;
  readonly #connections: Transport[] = [];
  readonly #withoutPower = new Set<string>();
  #record: LabRecord;
  readonly #onTrouble: (found: NodeTrouble) => void;
  #lab: LabProvider | null = null;
  #consoles: ConsoleWatch | null = null;

  /** `onTrouble` is told what the nodes' kernels say of trouble, from the first node on. */
  constructor(topology: Topology, provider: Provider, onTrouble: (found: NodeTrouble) => void) {
    this.#onTrouble = onTrouble;
    this.id = unusedId(topology.name);
    this.#provider = provider;
    this.#record = {
      id: this.id,
      topology,
      provider: provider.name,
      owner: ownIdentity,
      startedAt: new Date().toISOString(),
      state: 'starting',
      prepared: null,
      step: 0,
      nodes: [],
    };
  }

  /** Makes the lab's directory; the lab is empty. @throws HarnessError */
  async open(prepared: Prepared): Promise<LabProvider> {
    this.#record = { ...this.#record, prepared };
    const directory = await createLab(this.#record);
    const { id } = this;
    this.#lab = this.#provider.openLab({
      id,
      directory,
      record: (entry) => {
        recordResource(id, entry);
      },
    });
    const nodes = this.#record.topology.nodes.map(({ name }) => name);
    this.#consoles = watchConsoles(this.#lab, nodes, this.#onTrouble);
    return this.#lab;
  }

  /** Reads the consoles for the last time. Returns all trouble of the kernels. */
  async troubles(): Promise<readonly NodeTrouble[]> {
    return (await this.#consoles?.stop()) ?? [];
  }

  /** Nodes that should be there, and are not any more, once they all stood. */
  async lostNodes(): Promise<readonly LostNode[]> {
    if (this.#lab === null || !this.isComplete) return [];
    const powered = this.#record.nodes.filter(({ name }) => !this.#withoutPower.has(name));
    return lostNodes(this.#lab, powered);
  }

  /** A connection to one of its nodes, to be closed at the end. */
  addConnection(transport: Transport): void {
    this.#connections.push(transport);
  }

  /** All of its nodes answer: other processes may use it. */
  complete(nodes: readonly ReadyNode[]): void {
    this.#update({ state: 'running', nodes: nodes.map(labNode) });
  }

  /** A node of it is to lose its power. */
  crashed(node: string): void {
    this.#withoutPower.add(node);
  }

  /** A node of it was started again, and may be reached in another way. */
  rejoined(node: ReadyNode): void {
    this.#withoutPower.delete(node.node.name);
    const others = this.#record.nodes;
    const known = labNode(node);
    this.#update({ nodes: others.map((other) => (other.name === known.name ? known : other)) });
  }

  /** It is now as it stands in this step of its scenario. */
  reached(step: number): void {
    this.#update({ step });
  }

  get isComplete(): boolean {
    return this.#record.state === 'running';
  }

  /** Leaves it to later commands. Returns what went wrong. */
  async keep(): Promise<readonly string[]> {
    const attempts = await this.#disconnect();
    await attempts.make("the lab's record", () => {
      this.#update({ state: 'kept' });
      return Promise.resolve();
    });
    return attempts.failures();
  }

  /** Removes everything of it. Returns what could not be removed. */
  async remove(): Promise<readonly string[]> {
    const failures = (await this.#disconnect()).failures();
    if (this.#lab === null) return failures;
    return [...failures, ...(await removeResources(this.id, this.#lab))];
  }

  async #disconnect(): Promise<Attempts> {
    const attempts = new Attempts();
    const close = (transport: Transport) => attempts.make('connection', () => transport.close());
    await Promise.all(this.#connections.map(close));
    return attempts;
  }

  #update(change: Partial<LabRecord>): void {
    this.#record = { ...this.#record, ...change };
    writeLab(this.#record);
  }
}

function labNode({ running: { name, access, started } }: ReadyNode): LabNode {
  return { name, access, started };
}

function unusedId(name: string): string {
  const id = newLabId(name);
  return existsSync(labDirectory(id)) ? unusedId(name) : id;
}
