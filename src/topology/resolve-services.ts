import { parseDurationMs } from '../scenario/parse/duration.ts';
import { networkOf } from '../scenario/parse/prefix.ts';
import * as defaults from '../scenario/schema/defaults.ts';
import type { RawBird, RawService } from '../scenario/schema/scenario.ts';
import { canonicalAddress, prefixOf } from './addressing.ts';
import type { BirdService, Service } from './services.ts';

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
  if (raw.bird !== undefined) return { ...base, ...bird(raw.bird) };
  throw new Error(`the service ${name} is of no kind`);
}

function bird(raw: RawBird): Omit<BirdService, 'name' | 'running'> {
  const holdTimeMs = parseDurationMs(raw.hold_time ?? defaults.BGP_HOLD_TIME);
  if (holdTimeMs === null) throw new Error(`not a duration: ${raw.hold_time ?? ''}`);
  return {
    kind: 'bird',
    port: defaults.BGP_PORT,
    as: raw.as,
    routerId: raw.router_id === undefined ? null : canonicalAddress(raw.router_id),
    holdTimeS: Math.ceil(holdTimeMs / 1000),
    neighbors: raw.neighbors.map(({ address, as }) => ({
      address: canonicalAddress(address),
      as: as ?? raw.as,
    })),
    advertise: (raw.advertise ?? []).map((network) => networkOf(prefixOf(network))),
  };
}

function bound({ address }: { readonly address?: string | undefined }): string | null {
  return address === undefined ? null : canonicalAddress(address);
}
