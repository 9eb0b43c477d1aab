/** Programs that a scenario wants running in a namespace, resolved. */
import type { Prefix } from './model.ts';

interface ServiceBase {
  /** Unique in its namespace. */
  readonly name: string;
  /** False for one that must not run. */
  readonly running: boolean;
  /** TCP port that it listens on. */
  readonly port: number;
}

/** A web server with one page. */
export interface HttpService extends ServiceBase {
  readonly kind: 'http';
  /** The one address that it listens on; null is all. */
  readonly address: string | null;
  /** The page at `/`. */
  readonly body: string;
}

/** Takes connections and sends back what it gets, or throws it away. */
interface TcpService extends ServiceBase {
  readonly kind: 'tcp';
  readonly address: string | null;
  readonly mode: 'echo' | 'discard';
}

interface Iperf3Service extends ServiceBase {
  readonly kind: 'iperf3';
  readonly address: string | null;
}

export interface BirdNeighbor {
  readonly address: string;
  /** Its autonomous system; the daemon's own for a session within it (iBGP). */
  readonly as: number;
}

/** A routing daemon that speaks BGP. */
export interface BirdService extends ServiceBase {
  readonly kind: 'bird';
  /** Number of its autonomous system. */
  readonly as: number;
  /** Dotted quad; null lets the daemon take one of its addresses. */
  readonly routerId: string | null;
  /** Seconds without a word from a neighbor after which the session is down. */
  readonly holdTimeS: number;
  readonly neighbors: readonly BirdNeighbor[];
  /** Networks that it tells its neighbors about. */
  readonly advertise: readonly Prefix[];
}

export type Service = HttpService | TcpService | Iperf3Service | BirdService;
