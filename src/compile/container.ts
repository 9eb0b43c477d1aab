import { shellQuote } from '../lib/shell-quote.ts';
import type { Container } from '../topology/model.ts';

/** Line for `ip -batch` that creates a container's namespace. */
export function containerLine({ name }: Container): string {
  return `netns add ${name}`;
}

/**
 * Shell lines that remove a container with the processes that run in it. Its macvlan devices go
 * first: a namespace's devices vanish some time after its name, and until then their addresses are
 * taken on the device below.
 */
export function containerResetLines({ name, devices }: Container): readonly string[] {
  const quoted = shellQuote(name);
  const macvlans = devices.filter((device) => device.kind === 'macvlan');
  return [
    `if [ -e ${shellQuote(`/run/netns/${name}`)} ]; then`,
    `  for pid in $(ip netns pids ${quoted}); do kill -s KILL "$pid" 2>/dev/null || :; done`,
    ...macvlans.map((macvlan) => `  ip -n ${quoted} link del dev ${macvlan.name} || :`),
    `  ip netns del ${quoted}`,
    'fi',
  ];
}
