/** Starts and ends the programs of a namespace, and says what must be seen of them. */
import { shellQuote } from '../lib/shell-quote.ts';
import { SERVICE_DIRECTORY, servicePath } from '../topology/service-files.ts';
import type { BirdService, HttpService, Service } from '../topology/services.ts';
import { birdConfig } from './bird.ts';
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
    ...(service.kind === 'bird' ? configLines(path, service) : []),
    `setsid ${commandOf(path, service)} </dev/null >${path}.log 2>&1 &`,
    `echo $! >${path}.pid`,
  ];
}

/**
 * Shell lines, in the node's own namespace, that end what was started. A routing daemon is asked
 * first, because it takes its routes with it.
 */
export function serviceStopLines(container: string | null, service: Service): readonly string[] {
  const path = servicePath(container, service.name);
  return [
    `if [ -e ${path}.pid ]; then`,
    `  read -r pid <${path}.pid`,
    ...(service.kind === 'bird' ? askedLines : []),
    `  kill -s KILL -- "-$pid" 2>/dev/null || :`,
    `  rm ${path}.pid`,
    'fi',
  ];
}

/** Waits for at most three seconds. */
const askedLines: readonly string[] = [
  '  kill -s TERM "$pid" 2>/dev/null || :',
  '  tries=0',
  '  while [ -e "/proc/$pid/exe" ] && [ $tries -lt 60 ]; do',
  '    tries=$((tries + 1)); sleep 0.05',
  '  done',
];

function pageLines(path: string, { body }: HttpService): readonly string[] {
  return [
    `[ -d ${path}.d ] || mkdir ${path}.d`,
    `printf '%s\\n' ${shellQuote(body)} >${path}.d/index.html`,
  ];
}

function configLines(path: string, service: BirdService): readonly string[] {
  const words = birdConfig(service).map(shellQuote);
  return [`printf '%s\\n' ${words.join(' \\\n  ')} >${path}.conf`];
}

function commandOf(path: string, service: Service): string {
  const { port } = service;
  switch (service.kind) {
    case 'http': {
      const at = service.address === null ? port : `${bracketed(service.address)}:${port}`;
      return `busybox httpd -f -p ${at} -h ${path}.d`;
    }
    case 'tcp': {
      const listen = socatListen(service.address, port);
      return service.mode === 'echo' ? `socat ${listen} PIPE` : `socat -u ${listen} OPEN:/dev/null`;
    }
    case 'iperf3': {
      const bind = service.address === null ? '' : ` -B ${service.address}`;
      return `iperf3 -s -p ${port}${bind}`;
    }
    case 'bird':
      return `bird -f -c ${path}.conf -s ${path}.ctl`;
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
