import { routeLine } from '../../topology/route-line.ts';
import type { KernelRoute } from '../parse/ip-route.ts';
import type { WrittenRoute } from '../parse/route-text.ts';

/** Of IPv6 routes that somebody adds without one (Linux, IP6_RT_PRIO_USER). */
const DEFAULT_METRIC_6 = 1024;

export interface RoutesDifference {
  /** Expected lines without a route in the kernel. */
  readonly missing: readonly string[];
  /** Lines of the kernel that nothing expects. */
  readonly unexpected: readonly string[];
}

/** Which expected routes the table lacks, and what it has beyond them. */
export function routesDifference(
  expected: readonly WrittenRoute[],
  table: readonly KernelRoute[],
): RoutesDifference {
  const left = table.filter(isOfInterest);
  const missing: WrittenRoute[] = [];
  // The most specific text picks first, so that a short one does not take its route away.
  const bySpecificity = [...expected].sort((a, b) => writtenFields(b) - writtenFields(a));
  for (const wanted of bySpecificity) {
    const index = left.findIndex((route) => matches(wanted, route));
    if (index < 0) missing.push(wanted);
    else left.splice(index, 1);
  }
  return { missing: missing.map(writtenLine), unexpected: left.map(lineOf) };
}

/** The table as lines, without what every machine has of its own accord. */
export function tableLines(table: readonly KernelRoute[]): readonly string[] {
  return table.filter(isOfInterest).map(lineOf);
}

/** IPv6 link-local, multicast and loopback routes come with every device. */
function isOfInterest({ type, to, dev }: KernelRoute): boolean {
  const { family, address } = to;
  if (family === 4) return true;
  if (type === 'multicast' || type === 'anycast' || type === 'local') return false;
  return !address.startsWith('fe80:') && !address.startsWith('ff') && !isLoopback(address, dev);
}

function isLoopback(address: string, dev: string | null): boolean {
  return address === '::1' && dev === 'lo';
}

function matches(wanted: WrittenRoute, route: KernelRoute): boolean {
  return (
    wanted.type === route.type &&
    wanted.to.family === route.to.family &&
    wanted.to.address === route.to.address &&
    wanted.to.length === route.to.length &&
    wanted.via === route.via &&
    agrees(wanted.dev, route.dev) &&
    agrees(wanted.src, route.src) &&
    // The kernel's own metric 0 is not printed.
    agrees(wanted.metric, route.metric ?? 0) &&
    agrees(wanted.protocol, route.protocol) &&
    agrees(wanted.scope, route.scope)
  );
}

function agrees<T>(wanted: T | null, actual: T | null): boolean {
  return wanted === null || wanted === actual;
}

function writtenFields({ dev, src, metric, protocol, scope }: WrittenRoute): number {
  return [dev, src, metric, protocol, scope].filter((field) => field !== null).length;
}

function writtenLine(route: WrittenRoute): string {
  const line = routeLine(route);
  return route.type === 'unicast' ? line : `${route.type} ${line}`;
}

/** The kernel's own choices are left out, as a scenario would leave them out. */
function lineOf(route: KernelRoute): string {
  const isOwn = route.protocol === 'kernel';
  const ownMetric = route.to.family === 6 && (isOwn || route.metric === DEFAULT_METRIC_6);
  return writtenLine({
    ...route,
    src: isOwn ? null : route.src,
    metric: ownMetric ? null : route.metric,
  });
}
