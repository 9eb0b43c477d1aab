/** What an explanation of a lost packet starts from. */
import type { LabView } from '../../checks/check.ts';
import type { PacketFlow } from '../../topology/checks/parts.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Node } from '../../topology/model.ts';
import type { SeenError, Situation } from '../situation.ts';
import type { NamespaceState } from '../state/snapshot.ts';
import type { Lab } from '../way/locate.ts';
import type { Sighting } from '../way/sighting.ts';
import type { Ends, Way } from '../way/way.ts';

/** What was seen while the packets were sent. */
export interface Observed {
  readonly lab: LabView;
  readonly nodes: readonly Node[];
  readonly states: ReadonlyMap<string, NamespaceState>;
  readonly sightings: readonly Sighting[];
  readonly signal: AbortSignal;
}

/** A packet that did not come to its end. */
export interface LostPacket {
  readonly flow: PacketFlow;
  readonly kind: Situation['kind'];
  readonly way: Way;
  readonly ends: Ends;
  /** Addresses that it had, or would have had. */
  readonly source: string;
  readonly destination: string;
  readonly errors: readonly SeenError[];
  readonly said: string;
}

export function labOf({ nodes, states }: Observed): Lab {
  return { nodes, stateOf: (at) => states.get(endpointLabel(at)) ?? null };
}
