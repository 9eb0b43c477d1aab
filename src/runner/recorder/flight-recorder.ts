/** Captures all segments during a run, and keeps what they saw when it is wanted. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SegmentCatch } from '../../explain/timeline/passage.ts';
import { renderTimeline, timelineOf } from '../../explain/timeline/timeline.ts';
import { tunnelPorts } from '../../explain/way/tunnel-ports.ts';
import type { LabProvider } from '../../providers/provider.ts';
import type { Topology } from '../../topology/topology.ts';
import type { Outcome, Recording, RecordMode, RunEvent } from '../events.ts';
import { labDirectory } from '../lab-store.ts';
import type { Emit } from '../phase.ts';
import { keepEvidence } from './evidence.ts';
import { type Ring, startRing } from './ring.ts';

/** Runs of which the packets may tell something. Nobody waits for those of an interrupted one. */
const TELLING: readonly Outcome[] = ['failed', 'error', 'timeout'];

/** Its packets would take the place of all others, and catching them costs what it measures. */
const MEASURING = /^\d+-throughput-/;

export class FlightRecorder {
  readonly #mode: RecordMode;
  readonly #lab: string;
  readonly #topology: Topology;
  readonly #emit: Emit;
  readonly #rings: Ring[] = [];
  #starting: Promise<void> = Promise.resolve();

  constructor(mode: RecordMode, lab: string, topology: Topology, emit: Emit) {
    this.#mode = mode;
    this.#lab = lab;
    this.#topology = topology;
    this.#emit = emit;
  }

  /** Resolves once all segments are captured. A run does not fail because they cannot be. */
  start(lab: LabProvider): Promise<void> {
    this.#starting = this.#start(lab);
    return this.#starting;
  }

  /** Leaves out what is sent to measure how much gets through. */
  onEvent(event: RunEvent): void {
    if (event.type === 'case_started' && MEASURING.test(event.id)) {
      for (const ring of this.#rings) ring.pause();
    }
    if (event.type === 'case_finished' && MEASURING.test(event.result.id)) {
      for (const ring of this.#rings) ring.resume();
    }
  }

  async #start({ tapSegment }: LabProvider): Promise<void> {
    const { segments } = this.#topology;
    if (this.#mode === 'never' || segments.length === 0) return;
    if (tapSegment === undefined) {
      this.#emit({ type: 'not_recorded', why: 'the provider cannot look at segments here' });
      return;
    }
    const directory = join(labDirectory(this.#lab), 'recording');
    const begin = async (segment: string): Promise<void> => {
      const file = join(directory, fileOf(segment));
      const tap = await tapSegment(segment);
      this.#rings.push(await startRing(tap, { lab: this.#lab, segment, file }));
    };
    await this.#orTell(async () => {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      const begun = await Promise.allSettled(segments.map(({ name }) => begin(name)));
      const failed = begun.find((each) => each.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
    });
  }

  /** Ends the captures, and keeps them when the run's outcome wants it. */
  async finish(outcome: Outcome): Promise<void> {
    // The run may have ended before they all had begun.
    await this.#starting;
    const rings = this.#rings.splice(0);
    if (rings.length === 0) return;
    const wanted = this.#mode === 'always' || TELLING.includes(outcome);
    if (!wanted || outcome === 'interrupted') {
      await Promise.all(rings.map((ring) => ring.discard()));
      return;
    }
    await this.#orTell(async () => {
      const caught = await Promise.all(
        rings.map(async (ring) => ({ segment: ring.segment, pcap: await ring.stop() })),
      );
      this.#emit({ type: 'recorded', recording: await this.#keep(inOrder(caught)) });
    });
  }

  async #keep(catches: readonly SegmentCatch[]): Promise<Recording> {
    const nodes = this.#topology.steps.flatMap(({ nodesDuring }) => nodesDuring);
    const timeline = timelineOf(catches, tunnelPorts(nodes));
    const files = new Map<string, string | Uint8Array>([
      ['timeline.txt', renderTimeline(timeline)],
      ['timeline.json', `${JSON.stringify(timeline, null, 2)}\n`],
      ...catches.map(({ segment, pcap }) => [fileOf(segment), pcap] as const),
    ]);
    const directory = await keepEvidence(this.#lab, files);
    return { directory, files: [...files.keys()] };
  }

  async #orTell(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#emit({ type: 'not_recorded', why });
    }
  }
}

function fileOf(segment: string): string {
  return `${encodeURIComponent(segment)}.pcap`;
}

function inOrder(catches: readonly SegmentCatch[]): readonly SegmentCatch[] {
  return catches.toSorted((a, b) => a.segment.localeCompare(b.segment));
}
