import { endpointLabel } from '../../topology/endpoint-label.ts';
import { cause, type Diagnosis, linkOf, type SeenError } from '../situation.ts';

/** RFC 792, fragmentation needed; RFC 4443, packet too big. */
function isTooBig({ family, type, code }: SeenError): boolean {
  return family === 4 ? type === 3 && code === 4 : type === 2;
}

const SAID = /(?:message too long|Message too long)(?:,? mtu[=:]? ?(\d+))?/;

/** It must not be fragmented, and does not fit through a device. */
export const mtu: Diagnosis = (situation) => {
  const { flow, errors, said, lookup, here, at, last } = situation;
  const error = errors.find(isTooBig);
  if (error !== undefined) {
    const where = endpointLabel(error.at);
    const limit = error.mtu === null ? '' : `, whose MTU is ${error.mtu}`;
    const leaves = mtuDevice(situation, error);
    const device = leaves === null ? '' : ` through ${leaves}`;
    return cause(
      'mtu',
      `it does not fit${device} at ${where}${limit}; ${where} says so by ICMP`,
      situation,
      {
        at: error.at,
        device: leaves,
        evidence: [
          {
            what: `ICMP error from ${error.from}`,
            data: `too big, MTU ${error.mtu ?? 'not named'}`,
          },
        ],
      },
    );
  }
  const local = SAID.exec(said);
  if (local !== null && last === null) {
    const device = lookup?.route?.dev ?? null;
    return cause(
      'mtu',
      `it does not fit through ${device ?? 'the device'} of ${endpointLabel(at)}`,
      situation,
      {
        device,
        evidence: [{ what: 'ping', data: local[0] }],
      },
    );
  }
  const out = linkOf(here, lookup?.route?.dev ?? null);
  if (flow.bytes === null || out === null || flow.bytes <= out.mtu) return null;
  return cause(
    'mtu',
    `it has ${flow.bytes} bytes, ${out.name} of ${endpointLabel(at)} an MTU of ${out.mtu}, and no "too big" came back`,
    situation,
    {
      device: out.name,
      evidence: [
        { what: `${endpointLabel(at)}: ip link show ${out.name}`, data: `mtu ${out.mtu}` },
      ],
    },
  );
};

/** The device at whoever complains that has this MTU. */
function mtuDevice(
  { states }: Parameters<Diagnosis>[0],
  { at, mtu: limit }: SeenError,
): string | null {
  const links = states.get(endpointLabel(at))?.links ?? [];
  return links.find((link) => link.mtu === limit)?.name ?? null;
}
