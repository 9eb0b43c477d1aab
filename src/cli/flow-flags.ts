import { InvalidArgumentError } from 'commander';

/** A TCP port. @throws InvalidArgumentError */
export function parsePort(text: string): number {
  return wholeNumber(text, 1, 65_535);
}

/** Length of an IP packet with room for an ICMP header and what marks it. @throws InvalidArgumentError */
export function parseBytes(text: string): number {
  return wholeNumber(text, 96, 65_535);
}

function wholeNumber(text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`expected a number from ${least} to ${most}`);
}
