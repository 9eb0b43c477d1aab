/** What a scenario means where it says nothing; the schema documents these, the resolver applies them. */

/** UDP destination port of VXLAN (RFC 7348, section 5). */
export const VXLAN_PORT = 4789;

export const MACVLAN_MODE = 'bridge';
/** Name of a macvlan device inside its container. */
export const MACVLAN_NAME = 'eth0';

/** Echo requests a try. */
export const PING_COUNT = 2;
export const MAX_LOSS_PERCENT = 0;

/** How long a throughput check sends. */
export const THROUGHPUT_DURATION = '2s';
export const THROUGHPUT_PROTOCOL = 'tcp';

export const EXIT_CODE = 0;

export const WITHIN = '5s';

export const NODE_KIND = 'default';
