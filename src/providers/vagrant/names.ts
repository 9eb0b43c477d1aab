/** What a lab's things are called in libvirt: by the lab's id, so that nobody else's are meant. */
import { createHash } from 'node:crypto';

/** Begins the names of everything that a lab has in libvirt, its storage pool apart. */
export function namePrefix(lab: string): string {
  return `wirelab-${lab}.`;
}

export function domainName(lab: string, node: string): string {
  return `${namePrefix(lab)}${node}`;
}

export function poolName(lab: string): string {
  return `wirelab-${lab}`;
}

/** Where the pool's volumes lie: where libvirt and distributions' security policies expect images. */
export function poolPath(lab: string): string {
  return `/var/lib/libvirt/images/${poolName(lab)}`;
}

export function mgmtNetworkName(lab: string): string {
  return `${namePrefix(lab)}mgmt`;
}

export function segmentNetworkName(lab: string, segment: string): string {
  return `${namePrefix(lab)}segment.${segment}`;
}

/** The device on this host that is the bridge of a network; IFNAMSIZ (linux/if.h) ends it at 15 bytes. */
export function bridgeName(network: string): string {
  return `wl${digest(network).toString('hex').slice(0, 12)}`;
}

/** A network of libvirt that has addresses. */
export interface Subnet {
  /** As `198.18.7.64`. */
  readonly network: string;
  readonly prefixLength: number;
  readonly netmask: string;
  /** The host's own. */
  readonly host: string;
  readonly firstLease: string;
  readonly lastLease: string;
}

/** How many nodes the mgmt network of a lab has addresses for. */
export const maxNodes = 61;

/**
 * One of the 2048 networks of 64 addresses in 198.18.0.0/15, which RFC 2544 keeps for test beds.
 * libvirt refuses one that this host already has.
 */
export function mgmtSubnet(lab: string): Subnet {
  const number = digest(lab).readUInt16BE(0) % 2048;
  const at = (host: number): string =>
    `198.${18 + (number >> 10)}.${(number >> 2) & 0xff}.${((number & 3) << 6) + host}`;
  return {
    network: at(0),
    prefixLength: 26,
    netmask: '255.255.255.192',
    host: at(1),
    firstLease: at(2),
    lastLease: at(maxNodes + 1),
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
