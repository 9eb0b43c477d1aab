/** Scalars of a scenario: text with a form of its own. */
import { z } from 'zod';
import { parseAddress, parseAddressAndPort } from '../parse/address.ts';
import { cableEnds } from '../parse/cable.ts';
import { LONGEST_DEVICE_NAME, parseDeviceName } from '../parse/device-name.ts';
import {
  CLOCK_JUMP_PATTERN,
  DURATION_PATTERN,
  parseClockJumpMs,
  parseDurationMs,
} from '../parse/duration.ts';
import { parseEndpoint } from '../parse/endpoint.ts';
import { parseKnockOut } from '../parse/knock-out.ts';
import { parseNetwork, parsePrefix } from '../parse/prefix.ts';
import { parsePercent } from '../parse/percent.ts';
import { parseRateBps } from '../parse/rate.ts';

/** A string that `parse` accepts; `expected` completes the sentence "expected …". */
function text(expected: string, parse: (value: string) => unknown): z.ZodString {
  return z
    .string({ error: `expected ${expected}` })
    .refine((value) => parse(value) !== null, { error: `expected ${expected}` });
}

/** What a device asks for instead of writing an address. */
export const AUTO = 'auto';
/** What is left out on purpose, where it would be given otherwise. */
export const NONE = 'none';

export const prefixOrAutoText = text(
  'an address with its prefix length, such as 10.0.0.10/16, or `auto`',
  (value) => (value === AUTO ? value : parsePrefix(value)),
).meta({ title: 'Address with prefix length', examples: ['10.0.0.10/16', 'fd00::10/64', AUTO] });

export const networkText = text('a network, such as 172.16.1.0/24', parseNetwork).meta({
  title: 'Network',
  examples: ['172.16.1.0/24'],
});

export const subnetText = text('a network, such as 172.16.1.0/24, or `auto`', (value) =>
  value === AUTO ? value : parseNetwork(value),
).meta({ title: 'Network', examples: ['172.16.1.0/24', AUTO] });

export const destinationText = text(
  'a destination: `default` or a network, such as 172.16.1.0/24',
  (value) => (value === 'default' ? value : parseNetwork(value)),
).meta({ title: 'Destination', examples: ['default', '172.16.1.0/24'] });

export const addressText = text('an IP address, such as 10.0.0.20', parseAddress).meta({
  title: 'IP address',
  examples: ['10.0.0.20', 'fd00::20'],
});

export const addressAndPortText = text(
  'an address and a port, such as 10.0.0.10:5000',
  parseAddressAndPort,
).meta({ title: 'Address and port', examples: ['10.0.0.10:5000'] });

export const addressMaybePortText = text(
  'an address, with or without a port, such as 10.0.0.10:8080 or 10.0.0.10',
  (value) => parseAddress(value) ?? parseAddressAndPort(value),
).meta({ title: 'Address, with or without port', examples: ['10.0.0.10:8080', '10.0.0.10'] });

/** A device that a check looks for, which need not be the scenario's. */
export const deviceText = text(
  `a device's name, such as eth0: at most ${LONGEST_DEVICE_NAME} letters, digits, \`_\`, \`.\` and \`-\``,
  parseDeviceName,
).meta({ maxLength: LONGEST_DEVICE_NAME });

/** Nothing happens in no time, or at no rate. */
const positive =
  (parse: (value: string) => number | null) =>
  (value: string): number | null => {
    const number = parse(value);
    return number === 0 ? null : number;
  };

export const durationText = text(
  'a duration above zero, such as 20ms, 5s or 2m',
  positive(parseDurationMs),
).meta({
  title: 'Duration',
  pattern: DURATION_PATTERN.source,
  examples: ['20ms', '5s', '2m'],
});

export const durationOrZeroText = text('a duration, such as 0s, 20ms or 5s', parseDurationMs).meta({
  title: 'Duration, or none',
  pattern: DURATION_PATTERN.source,
  examples: ['0s', '20ms', '5s'],
});

/** A smaller one could not be told from what it takes to read a clock twice. */
const CLOCK_JUMP_MS = { least: 1000, most: 10_000 * 86_400_000 };

export const clockJumpText = text(
  'by how much a clock jumps, from 1s to 10000d and either way, such as 1h or -30s',
  (value) => {
    const ms = parseClockJumpMs(value) ?? NaN;
    return Math.abs(ms) >= CLOCK_JUMP_MS.least && Math.abs(ms) <= CLOCK_JUMP_MS.most ? ms : null;
  },
).meta({
  title: 'Jump of a clock',
  pattern: CLOCK_JUMP_PATTERN.source,
  examples: ['1h', '-30s', '-2d'],
});

/** RFC 4271, section 4.2: zero, or at least three, in two octets of seconds. */
export const holdTimeText = text(
  'a hold time in whole seconds, from 3s to 65535s, or 0s',
  (value) => {
    const seconds = (parseDurationMs(value) ?? NaN) / 1000;
    const isTime = Number.isInteger(seconds) && seconds <= 65_535;
    return isTime && (seconds === 0 || seconds >= 3) ? seconds : null;
  },
).meta({ title: 'Hold time', pattern: DURATION_PATTERN.source, examples: ['9s', '90s'] });

export const rateText = text(
  'a rate above zero as tc(8) writes it, such as 100mbit',
  positive(parseRateBps),
).meta({
  title: 'Rate',
  examples: ['100mbit', '1gbit'],
});

export const percentText = text(
  'a share above 0% and up to 100%, such as 1%',
  positive(parsePercent),
).meta({ title: 'Share', examples: ['1%', '0.5%'] });

export const percentOrZeroText = text('a share from 0% to 100%, such as 5%', parsePercent).meta({
  title: 'Share, or none',
  examples: ['0%', '5%'],
});

export const endpointText = text(
  'a node or one of its containers, such as node1 or node1/con1',
  parseEndpoint,
).meta({ title: 'Endpoint', examples: ['node1', 'node1/con1'] });

export const knockOutText = text('a device, such as vxlan0 or node1/vxlan0', (value) =>
  parseKnockOut(value),
).meta({ title: 'Device', examples: ['vxlan0', 'node1/vxlan0'] });

export const cableText = text('an interface of a node, such as node1/ens5', cableEnds).meta({
  title: 'Interface',
  examples: ['node1/ens5'],
});

export const targetText = text(
  'a node, a container or an IP address, such as node1, node1/con1 or 8.8.8.8',
  (value) => parseAddress(value) ?? parseEndpoint(value),
).meta({ title: 'Target', examples: ['node2', 'node2/con1', '8.8.8.8'] });

function hasTitle(schema: unknown, title: string | undefined): boolean {
  return schema instanceof z.ZodType && title !== undefined && schema.meta()?.title === title;
}

/** Whether the schema is that of a node or container, described anew or not. */
export function isEndpointText(schema: unknown): boolean {
  return hasTitle(schema, endpointText.meta()?.title);
}

/** Whether the schema is that of what packets are sent to, described anew or not. */
export function isTargetText(schema: unknown): boolean {
  return hasTitle(schema, targetText.meta()?.title);
}

/** A unicast address (IEEE 802: the lowest bit of the first octet is clear). */
const UNICAST_MAC = /^[0-9a-f][02468ace](:[0-9a-f]{2}){5}$/i;

export const macText = text('a unicast MAC address, such as 02:00:00:00:00:0a', (value) =>
  UNICAST_MAC.test(value) ? value : null,
).meta({ title: 'MAC address', examples: ['02:00:00:00:00:0a'] });
