import { formatPrefix } from '../scenario/parse/prefix.ts';
import type { Device } from '../topology/model.ts';
import type { AddressFact } from './fact.ts';

/**
 * Lines for `ip -batch` that give a device its addresses. IPv6 addresses skip duplicate address
 * detection (RFC 4862, section 5.4), which would keep them unusable for a second or more.
 */
export function addressLines(device: Device): readonly string[] {
  return device.addresses.map((address) => {
    const nodad = address.family === 6 ? ' nodad' : '';
    return `addr add ${formatPrefix(address)} dev ${device.name}${nodad}`;
  });
}

export function addressFacts(device: Device): readonly AddressFact[] {
  return device.addresses.map((address) => ({ kind: 'address', address, dev: device.name }));
}
