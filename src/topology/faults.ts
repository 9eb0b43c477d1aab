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
  | { readonly kind: 'heal'; readonly segment: string; readonly cables: readonly Cable[] };

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
  }
}

function cableLabel({ node, nic }: Cable): string {
  return `${node}/${nic}`;
}
