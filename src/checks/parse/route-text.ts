/** A route as a scenario's check writes it, in the words of ip-route(8). */
import { UsageError } from '../../lib/errors.ts';
import { canonicalAddress, destinationOf, familyOf } from '../../topology/addressing.ts';
import type { KernelRoute } from './ip-route.ts';

/** What is not written is null, and matches whatever the kernel says; `via` apart. */
export type WrittenRoute = KernelRoute;

const TYPES = new Set(['unicast', 'unreachable', 'blackhole', 'prohibit', 'throw']);
const KEYS = new Set(['via', 'dev', 'src', 'metric', 'proto', 'scope']);

/** @throws UsageError for text that is no route. */
export function parseRouteText(text: string): WrittenRoute {
  const words = text.trim().split(/\s+/);
  const type = TYPES.has(words[0] ?? '') ? (words.shift() ?? '') : 'unicast';
  const destination = words.shift() ?? '';
  const values = new Map<string, string>();
  // The kernel's JSON says `onlink` in other versions than in others, and it changes no path.
  const rest = words.filter((word) => word !== 'onlink');
  for (let index = 0; index < rest.length; index += 2) {
    const key = rest[index] ?? '';
    const value = rest[index + 1];
    if (!KEYS.has(key) || value === undefined) throw unreadable(text, key);
    values.set(key, value);
  }
  const via = values.get('via');
  const metric = values.get('metric');
  const family = destination.includes(':') ? 6 : familyOf(via ?? values.get('src') ?? '');
  try {
    return {
      type,
      to: destinationOf(destination, family),
      via: via === undefined ? null : canonicalAddress(via),
      dev: values.get('dev') ?? null,
      src: values.get('src') ?? null,
      metric: metric === undefined ? null : Number(metric),
      protocol: values.get('proto') ?? null,
      scope: values.get('scope') ?? null,
    };
  } catch {
    throw unreadable(text, destination);
  }
}

function unreadable(text: string, word: string): UsageError {
  return new UsageError(`"${text}" is no route: "${word}" cannot be read`);
}
