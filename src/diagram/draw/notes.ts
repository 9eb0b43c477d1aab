import type { Namespace } from '../../topology/model.ts';
import type { Service } from '../../topology/services.ts';

/** What a place does beside having devices, a line each. */
export function placeNotes(namespace: Namespace): readonly string[] {
  const does = [
    forwards(namespace) ? 'forwards' : '',
    ...(answersForOthers(namespace) ? ['proxy ARP'] : []),
  ].filter((word) => word !== '');
  return [
    ...(does.length === 0 ? [] : [does.join(', ')]),
    ...namespace.services.flatMap(serviceNotes),
  ];
}

/** Whether packets that are for somebody else are sent on. */
export function forwards({ sysctls }: Namespace): boolean {
  return sysctls.some(
    ({ key, value }) =>
      [
        'net.ipv4.ip_forward',
        'net.ipv4.conf.all.forwarding',
        'net.ipv6.conf.all.forwarding',
      ].includes(key) && value !== '0',
  );
}

function answersForOthers({ sysctls }: Namespace): boolean {
  return sysctls.some(({ key, value }) => key.endsWith('.proxy_arp') && value !== '0');
}

function serviceNotes(service: Service): readonly string[] {
  const stopped = service.running ? '' : ', stopped';
  if (service.kind !== 'bird') return [`${service.name} on tcp ${service.port}${stopped}`];
  return [
    `${service.name}: AS ${service.as}${stopped}`,
    ...service.advertise.map((network) => `advertises ${network}`),
  ];
}
