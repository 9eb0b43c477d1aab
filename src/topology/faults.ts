/** What happens to machines and their cables in a step, resolved. */

/** What plugs an interface of a node into its segment. */
export interface Cable {
  readonly node: string;
  readonly nic: string;
}

export type Fault = FaultKind & {
  /** When it happens, from the step's first fault on; 0 is once the one before has happened. */
  readonly afterMs: number;
};

type FaultKind =
  | { readonly kind: 'crash' | 'boot' | 'reboot'; readonly node: string }
  | { readonly kind: 'unplug' | 'plug'; readonly cable: Cable }
  | {
      readonly kind: 'partition';
      readonly segment: string;
      /** Cables whose ends still hear each other. */
      readonly parts: readonly (readonly Cable[])[];
    }
  | { readonly kind: 'heal'; readonly segment: string; readonly cables: readonly Cable[] }
  | ClockJump;

/** A clock that is set to another time. */
export interface ClockJump {
  readonly kind: 'clock';
  readonly node: string;
  /** Forward, or back when it is negative; never 0. */
  readonly byMs: number;
}

/** What happens, for people. */
export function faultWords(fault: Fault): string {
  const { afterMs } = fault;
  return afterMs === 0 ? whatHappens(fault) : `after ${afterMs / 1000} s: ${whatHappens(fault)}`;
}

function whatHappens(fault: Fault): string {
  switch (fault.kind) {
    case 'crash':
      return `${fault.node} loses its power`;
    case 'boot':
      return `${fault.node} gets its power back`;
    case 'reboot':
      return `${fault.node} loses its power and gets it back`;
    case 'unplug':
      return `${cableLabel(fault.cable)} is unplugged`;
    case 'plug':
      return `${cableLabel(fault.cable)} is plugged in`;
    case 'partition': {
      const parts = fault.parts.map((part) => part.map(({ node }) => node).join(', '));
      return `${fault.segment} falls apart: ${parts.join(' | ')}`;
    }
    case 'heal':
      return `${fault.segment} is whole again`;
    case 'clock': {
      const way = fault.byMs < 0 ? 'back' : 'forward';
      return `the clock of ${fault.node} is set ${way} by ${spanWords(Math.abs(fault.byMs))}`;
    }
  }
}

const SPANS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** In the largest unit that it is a whole number of: `1 h`, `90 min`, `1.5 s`. */
function spanWords(ms: number): string {
  const [unit, unitMs] = SPANS.find(([, each]) => ms % each === 0) ?? ['s', 1000];
  return `${ms / unitMs} ${unit}`;
}

function cableLabel({ node, nic }: Cable): string {
  return `${node}/${nic}`;
}
