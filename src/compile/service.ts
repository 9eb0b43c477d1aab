/** Starts and ends the programs of a namespace, and says what must be seen of them. */
import { birdConfigLines, birdFlushLine } from './bird.ts';
import { shellQuote } from '../lib/shell-quote.ts';
import { controlSocket, SERVICE_DIRECTORY, servicePath } from '../topology/service-files.ts';
import type { HttpService, Service } from '../topology/services.ts';
import type { ServiceFact } from './fact.ts';

/** Shell line that makes the place for all files of services. */
export const servicesDirectoryLine = `[ -d ${SERVICE_DIRECTORY} ] || mkdir -p ${SERVICE_DIRECTORY}`;

/**
 * Shell lines, in the service's own namespace, that start it. It outlives the shell, and `setsid`
 * makes it and its children one process group, whose id is the pid.
 */
export function serviceStartLines(container: string | null, service: Service): readonly string[] {
  if (!service.running) return [];
  const path = servicePath(container, service.name);
  return [
    ...(service.kind === 'http' ? pageLines(path, service) : []),
    ...(service.kind === 'bird' ? birdConfigLines(path, service) : []),
    `setsid ${commandOf(container, service)} </dev/null >${path}.log 2>&1 &`,
    `echo $! >${path}.pid`,
  ];
}

/** Shell lines, in the node's own namespace, that end what was started. */
export function serviceStopLines(container: string | null, service: Service): readonly string[] {
  const path = servicePath(container, service.name);
  return [
    `if [ -e ${path}.pid ]; then`,
    `  read -r pid <${path}.pid`,
    `  kill -s KILL -- "-$pid" 2>/dev/null || :`,
    `  rm ${path}.pid`,
    ...(service.kind === 'bird' ? [birdFlushLine(container)] : []),
    'fi',
  ];
}

function pageLines(path: string, { body }: HttpService): readonly string[] {
  return [
    `[ -d ${path}.d ] || mkdir ${path}.d`,
    `printf '%s\\n' ${shellQuote(body)} >${path}.d/index.html`,
  ];
}

function commandOf(container: string | null, service: Service): string {
  const { name, port } = service;
  const path = servicePath(container, name);
  switch (service.kind) {
    case 'http': {
      const at = service.address === null ? port : `${bracketed(service.address)}:${port}`;
      return `busybox httpd -f -p ${at} -h ${path}.d`;
    }
    case 'tcp': {
      const listen = socatListen(service.address, port);
      return service.mode === 'echo' ? `socat ${listen} PIPE` : `socat -u ${listen} OPEN:/dev/null`;
    }
    case 'bird':
      return `bird -f -c ${path}.conf -s ${controlSocket(container, name)}`;
    case 'iperf3': {
      const bind = service.address === null ? '' : ` -B ${service.address}`;
      return `iperf3 -s -p ${port}${bind}`;
    }
  }
}

/** For both families where no address says which. */
function socatListen(address: string | null, port: number): string {
  const options = 'fork,reuseaddr';
  if (address === null) return `TCP6-LISTEN:${port},ipv6only=0,${options}`;
  const family = address.includes(':') ? 6 : 4;
  return `TCP${family}-LISTEN:${port},bind=${bracketed(address)},${options}`;
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

export function serviceFact({ name, running, port }: Service): ServiceFact {
  return {
    kind: 'service',
    name,
    state: running ? { kind: 'listening', ports: [port] } : { kind: 'stopped' },
  };
}
