import { shellQuote } from '../lib/shell-quote.ts';
import type { Container } from '../topology/model.ts';

/** Line for `ip -batch` that creates a container's namespace. */
export function containerLine({ name }: Container): string {
  return `netns add ${name}`;
}

/**
 * Shell lines that remove a container with the processes that run in it. Devices that sit on
 * others go first: a namespace's devices vanish some time after its name, and until then their
 * addresses and ids are taken on the device below.
 */
export function containerResetLines({ name, devices }: Container): readonly string[] {
  const quoted = shellQuote(name);
  const above = devices.filter((device) => 'parent' in device);
  return [
    `if [ -e ${shellQuote(`/run/netns/${name}`)} ]; then`,
    `  for pid in $(ip netns pids ${quoted}); do kill -s KILL "$pid" 2>/dev/null || :; done`,
    ...above.map((device) => `  ip -n ${quoted} link del dev ${device.name} || :`),
    `  ip netns del ${quoted}`,
    'fi',
  ];
}
