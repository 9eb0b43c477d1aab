/** The seam between wirelab and whatever makes machines and cables. */
import type { Cable } from '../topology/faults.ts';
import type { Node, Segment } from '../topology/model.ts';
import type { Topology } from '../topology/topology.ts';

export interface HostProblem {
  /** What is missing or wrong, as one sentence. */
  readonly problem: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** A node's shell behind sshd. */
export interface SshAccess {
  readonly kind: 'ssh';
  readonly user: string;
  /** Path of the private key. */
  readonly keyFile: string;
  /** The one host key that is accepted: base64 of the public key blob. */
  readonly hostKey: string;
  /** Command whose standard input and output are the connection (ssh's ProxyCommand). */
  readonly proxy: readonly string[];
}

/** A node that is a namespace of this host. */
export interface NetnsAccess {
  readonly kind: 'netns';
  /** Command that runs the words after it in the node (nsenter(1)). */
  readonly enter: readonly [string, ...string[]];
}

/** How commands reach a node. */
export type Access = SshAccess | NetnsAccess;

/** How a node came to run. */
export type StartMethod = 'restored' | 'cold boot' | 'namespace';

export interface RunningNode {
  readonly name: string;
  readonly access: Access;
  readonly started: StartMethod;
  /** Name of the image that it runs; null where nodes have none of their own. */
  readonly image: string | null;
  /** How long it may take until its first answer, in milliseconds; null for the usual time. */
  readonly patienceMs: number | null;
  /**
   * Shell lines that make the machine this node (clock, host name, machine-id, names and MAC
   * addresses of its NICs), written when they are asked for, since they hold the time. They open
   * the node's configuration batch and are safe to repeat.
   */
  readonly identity: () => string;
}

/** The machines' processor: hardware virtualisation, or emulated in software. */
export interface Accelerator {
  readonly name: 'kvm' | 'tcg';
  readonly emulated: boolean;
  /** Why this one, for people. */
  readonly reason: string;
  /** Time limits are multiplied by this; 1 at hardware speed. */
  readonly timeFactor: number;
}

/** Says what a long step is doing. */
export type Progress = (message: string) => void;

export interface StepContext {
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** A packet capture that runs until it is stopped. */
export interface Capture {
  /** Ends it and returns the pcap file's bytes. */
  stop(): Promise<Uint8Array>;
}

/** Where tcpdump can look at what crosses a segment. */
export interface SegmentTap {
  readonly device: string;
  /** The command that runs the given one where the device is. */
  readonly inside: (argv: readonly string[]) => [string, ...string[]];
}

/** What a provider can do to machines and cables. All of it throws HarnessError. */
export interface FaultPower {
  /** Whether each node has a clock of its own. One that is the host's is never set. */
  readonly ownClocks: boolean;
  /** Nothing of what the node holds in memory is left; `startNode` starts it again. */
  cutPower(node: string): Promise<void>;
  /** The node sees that its interface has no carrier, or has one again. */
  setPlugged(cable: Cable, plugged: boolean): Promise<void>;
  /** Only cables of one part hear each other; one part with all of them makes the segment whole. */
  divide(segment: string, parts: readonly (readonly Cable[])[]): Promise<void>;
}

/**
 * A lab's machines and cables. Creates are idempotent, removes succeed when the thing is absent.
 * All of them throw HarnessError.
 */
export interface LabProvider {
  createSegment(segment: Segment, context: StepContext): Promise<void>;
  removeSegment(name: string): Promise<void>;
  /** Creates what the node needs and starts it; the node may still be booting on return. */
  startNode(node: Node, context: StepContext): Promise<RunningNode>;
  removeNode(name: string): Promise<void>;
  /** Removes all that is left of the lab on the host; the last call. */
  close(): Promise<void>;
  /** Why a node's machine is gone, or null while it runs. */
  failure(name: string): Promise<string | null>;
  /**
   * Extra power: looks further, for why a node does not answer that was started here. Null when
   * there is no reason to give up.
   */
  readonly whySilent?: (name: string) => Promise<string | null>;
  /** Extra power: capture what crosses a segment. Resolves when packets are being caught. */
  readonly captureSegment?: (segment: string, filter: string) => Promise<Capture>;
  /** Extra power: where a segment can be looked at. */
  readonly tapSegment?: (segment: string) => Promise<SegmentTap>;
  /** Extra power: what happens to machines and cables while a lab stands. */
  readonly faults?: FaultPower;
  /** Extra power: where the node's console is logged. */
  readonly consoleLog?: (node: string) => string;
}

/** What a run is asked to use. */
export interface ProviderRequest {
  readonly accel: 'auto' | 'kvm' | 'tcg';
  /** Start nodes from templates; false boots each one. */
  readonly template: boolean;
}

/** Where one lab keeps its files, and how it writes down what it makes. */
export interface LabContext {
  /** Unique on this host: `multi-node-overlay-3f9a`. */
  readonly id: string;
  /** Directory of the lab's sockets, logs and ledger. */
  readonly directory: string;
  /** Must be called, and have returned, before the resource is made. */
  readonly record: (resource: { readonly kind: string; readonly name: string }) => void;
}

/** A shell on a node, as a provider needs it to finish a template. */
interface NodeShell {
  /** Feeds a script to `sh`; returns its standard output. @throws HarnessError when it fails */
  run(script: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens a shell on a node that may still be booting. @throws HarnessError */
export type OpenNodeShell = (
  access: SshAccess,
  options: {
    readonly node: string;
    readonly deadlineMs: number;
    readonly alive: () => Promise<string | null>;
  } & StepContext,
) => Promise<NodeShell>;

/** What a provider made ready for a scenario. */
export interface Prepared {
  /** Null where nodes are no machines of their own. */
  readonly accelerator: Accelerator | null;
  /** In what the provider's labs are weaker than machines, as one sentence; null when they are not. */
  readonly caveat: string | null;
  /** As the provider's tool names itself: `QEMU emulator version 7.2.22`. */
  readonly version: string;
}

/** What was removed, and what could not be, with the reason. */
export interface Swept {
  readonly removed: readonly string[];
  readonly left: readonly string[];
}

/** What `--provider` takes. */
export type ProviderName = 'qemu' | 'netns' | 'vagrant';

export interface Provider {
  readonly name: ProviderName;
  /** All that this host lacks; empty when labs can run. */
  checkHost(): Promise<readonly HostProblem[]>;
  /**
   * Extra power, of a provider that cannot do every scenario: all that this host or it lacks for this
   * one beyond `checkHost`. `tools` are the programs that the checks run.
   */
  readonly lacks?: (
    topology: Topology,
    tools: readonly string[],
    signal: AbortSignal,
  ) => Promise<readonly HostProblem[]>;
  /** Decides on the accelerator, and builds images and templates that are not there yet. */
  prepare(topology: Topology, request: ProviderRequest, context: StepContext): Promise<Prepared>;
  /**
   * The lab that lives in `lab.directory`; opening it makes nothing. Nodes can be started in it
   * after `prepare`.
   */
  openLab(lab: LabContext): LabProvider;
  /**
   * Removes what dead processes have left half made outside of labs; with `forgotten` also what was
   * cached and not used for long.
   */
  sweep(what: { readonly forgotten: boolean }): Promise<Swept>;
}
