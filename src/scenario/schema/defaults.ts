/** What a scenario means where it says nothing; the schema documents these, the resolver applies them. */

/** UDP destination port of VXLAN (RFC 7348, section 5). */
export const VXLAN_PORT = 4789;

/** UDP port that WireGuard's documentation uses throughout; it has none of its own. */
export const WIREGUARD_PORT = 51820;

export const MACVLAN_MODE = 'bridge';
/** Name of a macvlan device inside its container. */
export const MACVLAN_NAME = 'eth0';

export const IPVLAN_MODE = 'l2';
/** Name of an ipvlan device inside its container. */
export const IPVLAN_NAME = 'eth0';

/** Echo requests a try. */
export const PING_COUNT = 2;
export const MAX_LOSS_PERCENT = 0;

/** How long a throughput check sends. */
export const THROUGHPUT_DURATION = '2s';
export const THROUGHPUT_PROTOCOL = 'tcp';

/** What becomes of packets that no rule of a firewall takes. */
export const FILTER_POLICY = 'accept';

export const HTTP_PORT = 80;
export const HTTP_BODY = 'hello';
export const HTTP_PATH = '/';
export const HTTP_STATUS = 200;
export const TCP_EXPECT = 'connected';
export const TCP_MODE = 'echo';
export const IPERF3_PORT = 5201;

/** How often a comparison measures each path, and for how long each time. */
export const COMPARE_ROUNDS = 6;
export const COMPARE_DURATION = '1s';
/** TCP port of BGP (RFC 4271, section 8); no scenario chooses another. */
export const BGP_PORT = 179;
export const BGP_STATE = 'established';
/** Three keepalives of three seconds (RFC 4271, section 10, has 90 s, which nobody wants to wait for). */
export const BGP_HOLD_TIME = '9s';

/** Enough for a median that a slow answer does not move. */
export const LATENCY_COUNT = 20;

/** Longer than what follows from a change at once takes to be seen. */
export const OUTAGE_WATCH = '1s';

export const COUNTERS_UNIT = 'packets';

export const EXIT_CODE = 0;

export const WITHIN = '5s';

export const NODE_KIND = 'default';
