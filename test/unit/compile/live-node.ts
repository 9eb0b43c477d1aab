import { spawnSync } from 'node:child_process';
import type { Node } from '../../../src/topology/model.ts';
import { servicePath } from '../../../src/topology/service-files.ts';

/** What came of one shell script of several that ran one after the other. */
export interface LiveResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs scripts in a network, mount and process namespace of their own, each fed to `sh -s` as the
 * runner does, on veth devices in the place of the node's NICs. Everything is gone afterwards.
 */
export function runLive(node: Node, scripts: readonly string[]): readonly LiveResult[] {
  const steps = scripts.flatMap((script) => [
    "code=0; sh -s 2>/run/stderr <<'END_OF_SCRIPT' || code=$?",
    script.trimEnd(),
    'END_OF_SCRIPT',
    `printf '\\036%s\\036' $code; cat /run/stderr; printf '\\035'`,
  ]);
  const { stdout, stderr, status } = spawnSync(
    'unshare',
    ['-n', '-m', '-p', '-f', '--kill-child', '--mount-proc', 'sh', '-e'],
    { input: [...machineLines(node), ...steps, ''].join('\n'), encoding: 'utf8', timeout: 30_000 },
  );
  if (status !== 0) throw new Error(`no namespace to try in (is this root?): ${stderr}`);
  return stdout
    .split('\x1d')
    .slice(0, -1)
    .map((part) => {
      const [out = '', code, err = ''] = part.split('\x1e');
      return { exitCode: Number(code), stdout: out, stderr: err };
    });
}

/** Shell lines that make the namespaces look like a fresh machine with the node's NICs. */
export function machineLines({ root }: Node): readonly string[] {
  return [
    'mount -t tmpfs none /run',
    'mkdir /run/netns',
    'mount -t sysfs none /sys',
    'ip netns add wire',
    ...root.devices.flatMap((device) => {
      if (device.kind !== 'nic') return [];
      const { name, mac } = device;
      return [
        `ip link add ${name} address ${mac} type veth peer name ${name} netns wire`,
        `ip -n wire link set ${name} up`,
      ];
    }),
  ];
}

/** A script that ends when processes carry the packets of all TUN devices and services listen. */
export function awaitDaemons({ root, containers }: Node): string {
  const tuns = root.devices.filter(({ kind, up }) => kind === 'tun' && up);
  const services = [{ ...root, name: null }, ...containers].flatMap((namespace) =>
    namespace.services.filter(({ running }) => running).map((service) => ({ namespace, service })),
  );
  return [
    ...tuns.map(({ name }) => `grep -q 1 /sys/class/net/${name}/carrier`),
    ...services.map(({ namespace: { name }, service }) => {
      const table = `/proc/$(cat ${servicePath(name, service.name)}.pid)/net/tcp`;
      const port = service.port.toString(16).toUpperCase().padStart(4, '0');
      return `grep -qs ':${port} .* 0A ' ${table} ${table}6`;
    }),
  ]
    .map((condition) => `until ${condition}; do sleep 0.01; done\n`)
    .join('');
}
