import { shellQuote } from '../lib/shell-quote.ts';
import { familyOf } from '../topology/addressing.ts';
import type { Tun } from '../topology/model.ts';

const DIRECTORY = '/run/wirelab';

/** Line for `ip -batch` that creates a TUN device which lives on without a process. */
export function tunLine({ name }: Tun): string {
  return `tuntap add dev ${name} mode tun`;
}

/** Shell lines that end what `tunDaemonLines` started. */
export function tunResetLines({ name }: Tun): readonly string[] {
  const file = `${DIRECTORY}/${name}.pid`;
  return [
    `if [ -e ${file} ]; then`,
    `  read -r pid <${file}`,
    `  kill -s KILL -- "-$pid" 2>/dev/null || :`,
    `  rm ${file}`,
    'fi',
  ];
}

/**
 * Shell lines that start the process which carries the device's packets. socat ends at its first
 * send error (the underlay's route gone for a moment), hence the loop; `setsid` makes the loop and
 * its children one process group, whose id is the pid.
 */
export function tunDaemonLines(tun: Tun): readonly string[] {
  const device = `TUN,tun-name=${tun.name},tun-type=tun,iff-no-pi`;
  const loop = `while :; do socat ${shellQuote(device)} ${shellQuote(datagrams(tun))}; sleep 1; done`;
  const log = `${DIRECTORY}/${tun.name}.log`;
  return [
    `[ -d ${DIRECTORY} ] || mkdir ${DIRECTORY}`,
    `setsid sh -c ${shellQuote(loop)} </dev/null >${log} 2>&1 &`,
    `echo $! >${DIRECTORY}/${tun.name}.pid`,
  ];
}

/** Unconnected, because a connected socket fails while the other end does not listen yet. */
function datagrams({ local, remote }: Tun): string {
  const at = (end: { address: string; port: number }) =>
    familyOf(end.address) === 6 ? `[${end.address}]:${end.port}` : `${end.address}:${end.port}`;
  return `UDP${familyOf(local.address)}-DATAGRAM:${at(remote)},bind=${at(local)},reuseaddr`;
}

export function tunFact({ up }: Tun) {
  // A link that is down shows no carrier, whether or not a process is attached.
  return { type: 'tun', attached: up } as const;
}
