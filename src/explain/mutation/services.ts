/** Mutants of programs that run in a namespace. */
import type { Path } from '../../scenario/yaml/tree.ts';
import type { BirdService, Service } from '../../topology/services.ts';
import { type Edit, inside, notMutated, type NotMutated, withoutEach } from './edit.ts';

type Of<K extends Service['kind']> = Extract<Service, { readonly kind: K }>;
type Field<S> = ((service: S, path: Path) => readonly Edit<S>[]) | NotMutated;
type Fields<S> = { readonly [F in keyof S]-?: Field<S> };

const byRunning = notMutated('a service that does not run covers it');

const listening = {
  kind: byRunning,
  name: byRunning,
  running: <S extends Service>(service: S, path: Path): readonly Edit<S>[] => [
    service.running
      ? { words: `${service.name} does not run`, path, after: { ...service, running: false } }
      : { words: `${service.name} runs`, path, after: { ...service, running: true } },
  ],
  port: <S extends Service>(service: S, path: Path): readonly Edit<S>[] => [
    {
      words: `${service.name} listens on port ${service.port + 1} instead of ${service.port}`,
      path: [...path, service.kind, 'port'],
      after: { ...service, port: service.port + 1 },
    },
  ],
};

/** Listening on all addresses instead of one. */
function anywhere<S extends Service & { readonly address: string | null }>(
  service: S,
  path: Path,
): readonly Edit<S>[] {
  return service.address === null
    ? []
    : [
        {
          words: `${service.name} listens on all addresses instead of ${service.address}`,
          path: [...path, service.kind, 'address'],
          after: { ...service, address: null },
        },
      ];
}

const http: Fields<Of<'http'>> = {
  ...listening,
  address: anywhere,
  body: (service, path) => [
    {
      words: `${service.name} has another page`,
      path: [...path, 'http', 'body'],
      after: { ...service, body: `not ${service.body}` },
    },
  ],
};

const tcp: Fields<Of<'tcp'>> = {
  ...listening,
  address: anywhere,
  mode: notMutated('what is sent back is seen by no kind of check'),
};

const iperf3: Fields<Of<'iperf3'>> = { ...listening, address: anywhere };

const bird: Fields<BirdService> = {
  ...listening,
  port: notMutated('the port of BGP'),
  as: (service, path) => [
    {
      words: `${service.name} is of AS ${service.as + 100} instead of ${service.as}`,
      path: [...path, 'bird', 'as'],
      after: { ...service, as: service.as + 100 },
    },
  ],
  routerId: notMutated('any that is unique does'),
  holdTimeS: notMutated('how soon a lost session is noticed'),
  neighbors: (service, path) =>
    inside(
      withoutEach(service.neighbors, ({ address, as }, index) => ({
        words: `neighbor ${address} AS ${as} of ${service.name}`,
        path: [...path, 'bird', 'neighbors', index],
      })),
      (neighbors) => ({ ...service, neighbors }),
    ),
  advertise: (service, path) =>
    inside(
      withoutEach(service.advertise, (network, index) => ({
        words: `announcement of ${network} by ${service.name}`,
        path: [...path, 'bird', 'advertise', index],
      })),
      (advertise) => ({ ...service, advertise }),
    ),
};

export function serviceEdits(service: Service, path: Path): readonly Edit<Service>[] {
  switch (service.kind) {
    case 'http':
      return editsOf(http, service, path);
    case 'tcp':
      return editsOf(tcp, service, path);
    case 'iperf3':
      return editsOf(iperf3, service, path);
    case 'bird':
      return editsOf(bird, service, path);
  }
}

/** Of a service that does not run, only that. */
function editsOf<S extends Service>(fields: Fields<S>, service: S, path: Path): readonly Edit<S>[] {
  return Object.entries<Field<S>>(fields).flatMap(([name, field]) =>
    typeof field === 'function' && (service.running || name === 'running')
      ? field(service, path)
      : [],
  );
}
