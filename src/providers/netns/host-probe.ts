import { HarnessError } from '../../lib/errors.ts';
import { runProcess } from '../../lib/host-process.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import { asRoot } from '../../lib/user-namespace.ts';
import { probeCommand } from './link-types.ts';
import type { Need } from './needs.ts';

/** The needs that this host does not meet, by trying in a namespace that is then gone. */
export async function unmetByHost(
  needs: readonly Need[],
  signal: AbortSignal,
): Promise<readonly Need[]> {
  const lines = needs.map((need, index) => `(${trial(need)}) >/dev/null 2>&1 || echo ${index}`);
  const script = ['ip link add name parent type veth peer name other', ...lines].join('\n');
  const { code, stdout, stderr } = await runProcess(['unshare', ...asRoot, '--net', 'sh', '-s'], {
    stdin: `${script}\nexit 0\n`,
    signal,
  });
  if (code !== 0) {
    throw new HarnessError(`what this host can do cannot be tried: ${stderr.trim()}`, {
      remedy: 'run `npx wirelab doctor --provider netns`',
    });
  }
  const unmet = new Set(stdout.split('\n').filter((line) => line !== ''));
  return needs.filter((_, index) => unmet.has(String(index)));
}

/** A command that fails where the need is not met. */
function trial(need: Need): string {
  switch (need.kind) {
    case 'link':
      return `${probeCommand(need.type)} && ip link del dev probe`;
    case 'nftables':
      return [
        'nft add table inet probe',
        `nft add chain inet probe nat '{ type nat hook postrouting priority 100; }'`,
        'nft add rule inet probe nat meta nfproto ipv4 counter masquerade',
      ].join(' && ');
    case 'netem':
      return 'tc qdisc add dev parent root netem delay 1ms && tc qdisc del dev parent root';
    case 'clock':
      return 'false';
    case 'sysctl':
      return `test -w ${shellQuote(settingOf(need.key))}`;
    case 'tool':
      return `command -v ${shellQuote(need.tool)}`;
  }
}

/** A device's own setting is there once the device is; one of the loopback device stands for it. */
function settingOf(key: string): string {
  const path = key.includes('/') ? key : key.replaceAll('.', '/');
  const [, before, after] = /^(net\/ipv[46]\/(?:conf|neigh)\/).+(\/[^/]+)$/.exec(path) ?? [];
  if (before === undefined || after === undefined) return `/proc/sys/${path}`;
  return `/proc/sys/${before}lo${after}`;
}
