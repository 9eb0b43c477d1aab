/** Checks as resolved: endpoints looked up, targets with their addresses, durations in ms. */
import type { BgpCheck } from './checks/bgp.ts';
import type { BridgePortsCheck } from './checks/bridge-ports.ts';
import type { CaptureCheck } from './checks/capture.ts';
import type { CommandCheck } from './checks/command.ts';
import type { CompareCheck } from './checks/compare.ts';
import type { CountersCheck } from './checks/counters.ts';
import type { FdbCheck } from './checks/fdb.ts';
import type { LatencyCheck } from './checks/latency.ts';
import type { LinksCheck } from './checks/links.ts';
import type { MtuCheck } from './checks/mtu.ts';
import type { NeighboursCheck } from './checks/neighbours.ts';
import type { HttpCheck } from './checks/http.ts';
import type { NoReachCheck } from './checks/no-reach.ts';
import type { OutageCheck } from './checks/outage.ts';
import type { PathCheck } from './checks/path.ts';
import type { ReachCheck } from './checks/reach.ts';
import type { RoutesCheck } from './checks/routes.ts';
import type { SourceSeenCheck } from './checks/source-seen.ts';
import type { TcpCheck } from './checks/tcp.ts';
import type { ThroughputCheck } from './checks/throughput.ts';

/** Checks by their kinds, in alphabetical order. */
export interface Checks {
  readonly bgp: BgpCheck;
  readonly bridge_ports: BridgePortsCheck;
  readonly capture: CaptureCheck;
  readonly command: CommandCheck;
  readonly compare: CompareCheck;
  readonly counters: CountersCheck;
  readonly fdb: FdbCheck;
  readonly http: HttpCheck;
  readonly latency: LatencyCheck;
  readonly links: LinksCheck;
  readonly mtu: MtuCheck;
  readonly neighbours: NeighboursCheck;
  readonly no_reach: NoReachCheck;
  readonly outage: OutageCheck;
  readonly path: PathCheck;
  readonly reach: ReachCheck;
  readonly routes: RoutesCheck;
  readonly source_seen: SourceSeenCheck;
  readonly tcp: TcpCheck;
  readonly throughput: ThroughputCheck;
}

export type Check = Checks[keyof Checks];
