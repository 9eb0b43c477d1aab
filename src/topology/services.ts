/** Programs that a scenario wants running in a namespace, resolved. */

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

/** A BGP daemon, on the port of BGP (RFC 4271, section 8). */
export interface BirdService extends ServiceBase {
  readonly kind: 'bird';
  readonly as: number;
  readonly routerId: string;
  /** Seconds. */
  readonly holdTimeS: number;
  readonly neighbors: readonly { readonly address: string; readonly as: number }[];
  /** Networks in CIDR form. */
  readonly advertise: readonly string[];
}

export type Service = HttpService | TcpService | Iperf3Service | BirdService;
