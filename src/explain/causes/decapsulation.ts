/** A tunnel's packet came to the end of the tunnel, and nothing came out of it. */
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { LiveLink } from '../state/snapshot.ts';
import { cause, type Diagnosis, has, namespaceAt, type Situation } from '../situation.ts';
import type { Cause } from '../trace-record.ts';
import type { Wrap } from '../way/unwrap.ts';

export const decapsulation: Diagnosis = (situation) => {
  const { last, here } = situation;
  const wrap = last?.wraps[0];
  if (wrap === undefined || last?.direction !== 'in' || !has(here, wrap.destination)) return null;
  switch (wrap.kind) {
    case 'vxlan':
      return vxlan(situation, wrap);
    case 'gre':
      return ipTunnel(situation, wrap, ['gre', 'gretap']);
    case 'ipip':
      return ipTunnel(situation, wrap, ['ipip', 'sit']);
    case 'udp':
      return tun(situation, wrap);
  }
};

/** The socket behind a TUN device is socat's, and only the scenario says at which port. */
function tun(situation: Situation, wrap: Extract<Wrap, { kind: 'udp' }>): Cause {
  const { at, nodes } = situation;
  const label = endpointLabel(at);
  const devices = (namespaceAt(nodes, at)?.devices ?? []).flatMap((device) =>
    device.kind === 'tun' ? [device] : [],
  );
  const open = devices.find(({ local }) => local.port === wrap.port);
  const [other] = devices;
  const device = open ?? other ?? null;
  const ports = devices.map(({ name, local }) => `${name} listens at UDP port ${local.port}`);
  const words =
    open === undefined
      ? `${label} takes nothing out of UDP port ${wrap.port}: ${ports.join(', ') || 'it has no TUN device'}`
      : `${open.name} of ${label} does not take packets out of UDP port ${wrap.port}, which it should`;
  return cause('tunnel_mismatch', words, situation, {
    device: device?.name ?? null,
    certain: open === undefined,
    evidence: [{ what: 'the scenario', data: ports.join('\n') || 'no TUN device' }],
  });
}

function vxlan(situation: Situation, wrap: Extract<Wrap, { kind: 'vxlan' }>): Cause | null {
  const { here, at } = situation;
  const label = endpointLabel(at);
  const all = here.links.filter(({ kind }) => kind === 'vxlan');
  const evidence = [
    {
      what: `${label}: ip -d link show type vxlan`,
      data: all.map(vxlanWords).join('\n') || 'none',
    },
  ];
  const device = all.find(({ info }) => info['id'] === wrap.vni && info['port'] === wrap.port);
  if (device === undefined) {
    const [other] = all;
    const has = other === undefined ? 'it has no VXLAN device' : `its ${vxlanWords(other)}`;
    return cause(
      'vni_mismatch',
      `${label} takes nothing out of VXLAN ${wrap.vni}: ${has}`,
      situation,
      {
        device: other?.name ?? null,
        evidence,
      },
    );
  }
  if (!device.up) {
    return cause('device_down', `${device.name} of ${label} is down`, situation, {
      device: device.name,
      evidence,
    });
  }
  const local = device.info['local'] ?? device.info['local6'];
  if (typeof local === 'string' && local !== wrap.destination) {
    return cause(
      'tunnel_mismatch',
      `${device.name} of ${label} has ${local} as its own address, and was sent to at ${wrap.destination}`,
      situation,
      { device: device.name, evidence },
    );
  }
  return null;
}

function vxlanWords({ name, info }: LiveLink): string {
  return `${name} has VNI ${String(info['id'])}, UDP port ${String(info['port'])}`;
}

function ipTunnel(situation: Situation, wrap: Wrap, kinds: readonly string[]): Cause | null {
  const { here, at } = situation;
  const label = endpointLabel(at);
  const all = here.links.filter(({ kind }) => kinds.includes(kind ?? ''));
  const ends = all.find(
    ({ info }) => info['local'] === wrap.destination && info['remote'] === wrap.source,
  );
  const shown = all.map(({ name, info }) => `${name}: ${JSON.stringify(info)}`).join('\n');
  const evidence = [{ what: `${label}: ip -d link`, data: shown || 'no such tunnel' }];
  if (ends === undefined) {
    const from = `from ${wrap.source} to ${wrap.destination}`;
    return cause('tunnel_mismatch', `no tunnel of ${label} is for packets ${from}`, situation, {
      device: all[0]?.name ?? null,
      evidence,
    });
  }
  const { name: device, up } = ends;
  if (!up)
    return cause('device_down', `${device} of ${label} is down`, situation, { device, evidence });
  const key = ends.info['ikey'];
  const sent = wrap.kind === 'gre' ? wrap.key : null;
  if (key === undefined && sent === null) return null;
  const words = sent === null ? 'without a key' : `with key ${sent}`;
  return cause(
    'tunnel_mismatch',
    `${device} of ${label} does not take packets ${words}`,
    situation,
    {
      device,
      evidence,
    },
  );
}
