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

export type Service = HttpService | TcpService | Iperf3Service;
