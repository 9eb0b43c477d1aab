import { shellQuote } from '../lib/shell-quote.ts';
import type { Sysctl } from '../topology/model.ts';
import type { SysctlFact } from './fact.ts';

/** `net.ipv4.conf.DEVICE.KEY` and its like (ip-sysctl.rst). */
const PER_DEVICE = /^net\.ipv[46]\.(?:conf|neigh)\.(.+)\.[^.]+$/;
const FOR_ALL = /^net\.ipv[46]\.conf\.all\./;
const DEFAULTS = /^net\.ipv[46]\.(?:conf|neigh)\.default\./;

/** The device whose setting it is; null for a setting of the whole namespace. */
export function sysctlDevice({ key }: Sysctl): string | null {
  const dotted = dottedKey(key);
  if (FOR_ALL.test(dotted) || DEFAULTS.test(dotted)) return null;
  const device = PER_DEVICE.exec(dotted)?.[1];
  return device === undefined ? null : device.replaceAll('/', '.');
}

/**
 * In the order in which they hold: `ip_forward` resets others (ip-sysctl.rst), `all` overwrites
 * what devices have, and devices to come take `default`.
 */
export function inWritingOrder(sysctls: readonly Sysctl[]): readonly Sysctl[] {
  return sysctls.toSorted((a, b) => rank(a) - rank(b));
}

function rank(sysctl: Sysctl): number {
  const key = dottedKey(sysctl.key);
  if (key === 'net.ipv4.ip_forward') return 0;
  if (FOR_ALL.test(key)) return 1;
  if (DEFAULTS.test(key)) return 2;
  return sysctlDevice(sysctl) === null ? 3 : 4;
}

/** Shell line that writes the value, without a process, and fails with the setting's name. */
export function sysctlLine({ key, value }: Sysctl): string {
  const what = shellQuote(`sysctl ${key} = ${value}`);
  return `echo ${shellQuote(value)} >${sysctlPath(key)} || fail ${what}`;
}

/**
 * Command that prints the settings as `PATH:VALUE` lines. Not the shell's `read`, which asks for one
 * byte at a time: the kernel gives the whole of a number to the first such call only.
 */
export function sysctlReadCommand(sysctls: readonly Sysctl[]): string {
  return `grep -H '' ${sysctls.map(({ key }) => sysctlPath(key)).join(' ')}`;
}

/** Reads a line that sysctlReadCommand has printed; null for other text. */
export function parseSysctlLine(line: string): SysctlFact | null {
  const [, path, value] = /^\/proc\/sys\/([^:]+):(.*)$/.exec(line) ?? [];
  if (path === undefined || value === undefined) return null;
  return sysctlFact({ key: path.replaceAll(/[./]/g, swapped), value });
}

export function sysctlFact({ key, value }: Sysctl): SysctlFact {
  return { kind: 'sysctl', key: dottedKey(key), value: value.trim().replaceAll(/\s+/g, ' ') };
}

function sysctlPath(key: string): string {
  const path = dottedKey(key).replaceAll(/[./]/g, swapped);
  return shellQuote(`/proc/sys/${path}`);
}

/** sysctl.d(5): when the first separator is a slash, slashes and dots have changed places. */
function dottedKey(key: string): string {
  const first = /[./]/.exec(key)?.[0];
  return first === '/' ? key.replaceAll(/[./]/g, swapped) : key;
}

function swapped(separator: string): string {
  return separator === '.' ? '/' : '.';
}
