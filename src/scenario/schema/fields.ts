/** Pieces that several things of a scenario have in common. */
import { z } from 'zod';
import {
  addressText,
  endpointText,
  NONE,
  prefixOrAutoText,
  subnetText,
  targetText,
} from './text.ts';

/** One item, or a list of at least one. */
export function oneOrMany<T extends z.ZodType>(item: T): z.ZodUnion<[T, z.ZodArray<T>]> {
  return z.union([item, z.array(item).min(1, { error: 'expected at least one item' })]);
}

/** Things keyed by their names. */
export function named<T extends z.ZodType>(item: T): z.ZodRecord<z.ZodString, T> {
  return z.record(z.string(), item);
}

export const addresses = z
  .union([prefixOrAutoText, z.array(prefixOrAutoText).min(1), z.literal(NONE)])
  .describe(
    'IPv4 or IPv6 address with prefix length, or a list of them; auto asks for one, none for none.',
  );

export const subnet = oneOrMany(subnetText).describe(
  'Network that addresses are given from, or one for each family; auto takes a free one.',
);

export const gateways = z
  .union([addressText, z.array(addressText).min(1), z.literal(NONE)])
  .describe('Next hop of the default route, or one for each family; none for no default route.');

/**
 * Smallest: RFC 791, section 3.2, what every IPv4 module must be able to forward. Largest: the
 * kernel's limit for virtual Ethernet devices (ETH_MAX_MTU).
 */
export const mtu = z
  .int()
  .min(68)
  .max(65_535)
  .describe('Bytes of payload above the link-layer header.');

export const deviceName = z
  .string()
  .meta({ description: 'Name of a device: at most 15 bytes.', maxLength: 15 });

export const up = z.boolean().describe('Administrative state. Default: true.');

export const run = oneOrMany(z.string()).describe(
  'Shell command or commands, run in order once everything else stands.',
);

/** Keys of what happens between two ends, each of which may be several. */
export const ends = {
  from: oneOrMany(endpointText).describe('One source or several.'),
  to: oneOrMany(targetText).describe('One target or several.'),
};

/** Key of where something is looked at. */
export const places = oneOrMany(endpointText).describe('One endpoint or several.');

/** 0 is nobody's (RT_TABLE_UNSPEC of linux/rtnetlink.h). */
export const routingTable = z.int().min(1).max(4_294_967_295);

export const vrf = deviceName.optional().describe('VRF of the node that it is in.');

export const port = z.int().min(1).max(65_535);

export const pool = z
  .string()
  .optional()
  .describe('Pool of the scenario that it takes its address from.');
