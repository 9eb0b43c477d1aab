import { FALLBACK_TUNNELS, MGMT_DEVICES } from '../topology/kernel-devices.ts';
import type { Fact } from './fact.ts';

/** The rules of a new namespace (ip-rule(8)), and the one that comes with the first VRF. */
const KERNEL_RULES: readonly string[] = [
  '0 src all table local',
  '1000 src all l3mdev',
  '32766 src all table main',
  '32767 src all table default',
];

/** VLAN of every new bridge port, untagged (default_pvid, ip-link(8)). */
const DEFAULT_VLAN = 1;

/**
 * Whether a fact is none of the scenario's: made by the kernel itself, or by the provider for its
 * own network. Such facts are neither expected nor unexpected.
 */
export function isKernelMade(fact: Fact): boolean {
  switch (fact.kind) {
    case 'link':
      return isOwned(fact.name);
    case 'address':
      return isOwnedAddress(fact.dev, fact.address.address) || isLinkLocal(fact.address.address);
    case 'route':
      return (
        (fact.dev !== null && isOwned(fact.dev)) ||
        fact.table === 'local' ||
        (fact.via === null && isLinkLocal(fact.to.address)) ||
        (fact.via === null && fact.to.address === 'ff00::')
      );
    case 'neighbour':
    case 'fdb':
      return isOwned(fact.dev);
    case 'vlan':
      return fact.vid === DEFAULT_VLAN && fact.pvid && fact.untagged;
    case 'rule':
      return KERNEL_RULES.includes(`${fact.priority} ${fact.text}`);
    case 'impairment':
    case 'sysctl':
    case 'wireguard':
    case 'wireguard-peer':
    case 'nft-chain':
    case 'nft-rule':
    case 'service':
      return false;
  }
}

function isOwned(device: string): boolean {
  return device === 'lo' || MGMT_DEVICES.includes(device) || FALLBACK_TUNNELS.includes(device);
}

function isOwnedAddress(device: string, address: string): boolean {
  if (device === 'lo') return address === '127.0.0.1' || address === '::1';
  return isOwned(device);
}

/** fe80::/10 (RFC 4291, section 2.4), which every device that speaks IPv6 gives itself. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/.test(address);
}
