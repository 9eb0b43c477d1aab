/** Makes a node forget what it has learned from packets; what was configured stays. */
import { shellQuote } from '../lib/shell-quote.ts';
import type { Namespace, Node } from '../topology/model.ts';
import { ownNamespaces } from '../topology/own-namespaces.ts';
import { inNamespace } from './batch.ts';
import { hasNft } from './nft.ts';

/** POSIX shell script for root. What is not there has nothing to forget. */
export function forgetScript(node: Node): string {
  const { root } = node;
  const lines = [
    'exec 2>/dev/null',
    ...ipLines(null, root),
    ...ownNamespaces(node).flatMap((container) => ipLines(container.name, container)),
    ...forwardingLines(root),
    ...[{ ...root, name: null }, ...ownNamespaces(node)].flatMap((namespace) =>
      hasNft(namespace) ? [`${inNamespace(namespace.name, 'conntrack -F')} >/dev/null || :`] : [],
    ),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Neighbours, path MTUs and redirects, and who is behind which port of a bridge. */
function ipLines(container: string | null, { devices }: Namespace): readonly string[] {
  const namespace = container === null ? '' : `-n ${shellQuote(container)} `;
  return [
    `ip ${namespace}-force -b - <<'EOF' || :`,
    'neigh flush all',
    'route flush cache',
    ...devices
      .filter(({ kind }) => kind === 'bridge')
      .map(({ name }) => `link set dev ${name} type bridge fdb_flush`),
    'EOF',
  ];
}

/** Who is behind which far end of a VXLAN. */
function forwardingLines({ devices }: Namespace): readonly string[] {
  return devices
    .filter((device) => device.kind === 'vxlan' && device.learning)
    .map(({ name }) => `bridge fdb flush dev ${name} self nopermanent || :`);
}
