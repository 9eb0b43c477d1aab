/** What somebody in a node may try in order to get out of it. */
import { execFileSync } from 'node:child_process';

/** A way that packets may take: a route to everywhere, and how commands use it. */
export interface WayOut {
  readonly name: string;
  readonly route: string;
  /** Stands in front of commands. */
  readonly inside: string;
}

/**
 * A script for a node. It tries ping, TCP and UDP to each target by each way, and prints a line for
 * each that was answered: `WAY KIND TARGET`. With `done` at its end.
 */
export function intruderScript(
  ways: readonly WayOut[],
  targets: readonly string[],
  ports: readonly number[],
): string {
  const attempts = ways.flatMap(({ name, route, inside }) => [
    ...(route === '' ? [] : [`ip route add ${route}`, `ip -6 route add ${route} 2>/dev/null`]),
    ...targets.flatMap((target) => [
      `(${inside} ping -n -c 1 -W 4 ${target} >/dev/null 2>&1 && echo "${name} ping ${target}") &`,
      ...ports.flatMap((port) => connect({ name, inside, target, port })),
    ]),
    'wait',
    ...(route === '' ? [] : [`ip route del ${route}`, `ip -6 route del ${route} 2>/dev/null`]),
  ]);
  return [...attempts, 'echo done'].join('\n');
}

function connect(to: {
  readonly name: string;
  readonly inside: string;
  readonly target: string;
  readonly port: number;
}): readonly string[] {
  const { name, inside, target, port } = to;
  const at = target.includes(':') ? `6:[${target}]` : `4:${target}`;
  return ['TCP', 'UDP'].map((protocol) => {
    const limit = protocol === 'TCP' ? ',connect-timeout=4' : '';
    const socat = `${inside} socat -t 4 - ${protocol}${at}:${port}${limit}`;
    // Something is heard only where somebody answers.
    const said = `$(echo hello | ${socat} 2>/dev/null | head -c 1)`;
    return `([ -n "${said}" ] && echo "${name} ${protocol} ${target} ${port}") &`;
  });
}

/** The next hop of the host's default route; none on a host without one. */
export function hostGateways(): readonly string[] {
  const routes = JSON.parse(
    execFileSync('ip', ['-j', 'route', 'show', 'default'], { encoding: 'utf8' }),
  ) as readonly { readonly gateway?: string }[];
  return routes.flatMap(({ gateway }) => gateway ?? []);
}
