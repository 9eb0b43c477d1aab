import { parseDurationMs } from '../scenario/parse/duration.ts';
import { formatPrefix, networkOf } from '../scenario/parse/prefix.ts';
import * as defaults from '../scenario/schema/defaults.ts';
import type { RawService } from '../scenario/schema/scenario.ts';
import { canonicalAddress, prefixOf } from './addressing.ts';
import type { Service } from './services.ts';

export function resolveService(name: string, raw: RawService): Service {
  const base = { name, running: raw.running ?? true };
  if (raw.http !== undefined) {
    const { port = defaults.HTTP_PORT, body = defaults.HTTP_BODY } = raw.http;
    return { ...base, kind: 'http', port, address: bound(raw.http), body };
  }
  if (raw.tcp !== undefined) {
    const { port, mode = defaults.TCP_MODE } = raw.tcp;
    return { ...base, kind: 'tcp', port, address: bound(raw.tcp), mode };
  }
  if (raw.iperf3 !== undefined) {
    const { port = defaults.IPERF3_PORT } = raw.iperf3;
    return { ...base, kind: 'iperf3', port, address: bound(raw.iperf3) };
  }
  if (raw.bird !== undefined) return { ...base, kind: 'bird', ...bird(raw.bird) };
  throw new Error(`the service ${name} is of no kind`);
}

function bird(raw: NonNullable<RawService['bird']>) {
  const { hold_time: holdTime = defaults.BGP_HOLD_TIME, neighbors, advertise = [] } = raw;
  return {
    port: defaults.BGP_PORT,
    as: raw.as,
    routerId: raw.router_id,
    holdTimeS: Math.round((parseDurationMs(holdTime) ?? 0) / 1000),
    neighbors: neighbors.map(({ address, as }) => ({ address: canonicalAddress(address), as })),
    advertise: advertise.map((network) => formatPrefix(networkOf(prefixOf(network)))),
  };
}

function bound({ address }: { readonly address?: string | undefined }): string | null {
  return address === undefined ? null : canonicalAddress(address);
}
