import { BGP_PORT, HTTP_PORT, IPERF3_PORT } from '../schema/defaults.ts';
import type { RawService } from '../schema/scenario.ts';
import type { Path } from '../yaml/tree.ts';
import type { Lab, LabNamespace } from './lab.ts';
import type { Finding, Rule } from './rule.ts';

interface Socket {
  readonly service: string;
  readonly path: Path;
  readonly port: number;
  /** As written; null is every address. */
  readonly address: string | null;
}

function socketOf(name: string, service: RawService, path: Path): readonly Socket[] {
  if (service.running === false) return [];
  const socket = (port: number, address: string | undefined): readonly Socket[] => [
    { service: name, path, port, address: address ?? null },
  ];
  const { http, tcp, iperf3, bird } = service;
  if (http !== undefined) return socket(http.port ?? HTTP_PORT, http.address);
  if (tcp !== undefined) return socket(tcp.port, tcp.address);
  if (iperf3 !== undefined) return socket(iperf3.port ?? IPERF3_PORT, iperf3.address);
  if (bird !== undefined) return socket(BGP_PORT, undefined);
  return [];
}

/** The services of a namespace, under whichever names it has. */
function socketsOf({ namespaces }: Lab, namespace: LabNamespace): readonly Socket[] {
  const { node, container } = namespace;
  const shared = namespaces.filter((other) => other.hostNetwork && other.node === node);
  return [namespace, ...(container === null ? shared : [])].flatMap(({ spec, path }) =>
    Object.entries(spec.services ?? {}).flatMap(([name, service]) =>
      socketOf(name, service, [...path, 'services', name]),
    ),
  );
}

function judgePorts(lab: Lab, namespace: LabNamespace): readonly Finding[] {
  if (namespace.hostNetwork) return [];
  const { label } = namespace;
  const sockets = socketsOf(lab, namespace);
  return sockets.flatMap((socket, index): readonly Finding[] => {
    const { port, address } = socket;
    const first = sockets
      .slice(0, index)
      .find(
        (other) =>
          other.port === port &&
          (address === null || other.address === null || address === other.address),
      );
    if (first === undefined) return [];
    return [
      {
        path: socket.path,
        part: 'key',
        message: `TCP port ${port} of ${label} is taken by the service \`${first.service}\``,
        hint: 'use another port, or another namespace',
      },
    ];
  });
}

/** A service's port is free in its namespace. */
export const servicePort: Rule = {
  code: 'service-port',
  concludesFromAbsent: 'nothing',
  check: ({ lab }) => lab.namespaces.flatMap((namespace) => judgePorts(lab, namespace)),
};
