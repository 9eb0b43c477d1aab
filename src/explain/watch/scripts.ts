/** Shell that watches all namespaces of a node while packets are sent, in one exec each. */
import { sectionScript } from '../../checks/sections.ts';
import { shellQuote } from '../../lib/shell-quote.ts';
import { countersBefore, stateAfter } from '../state/snapshot.ts';

/** Should nobody come to end it. */
const LONGEST_S = 120;
/** Enough for two tunnels, an ICMP error and the marked bytes in it. */
const SNAP_BYTES = 512;
const MOST_PACKETS = 50_000;

/** A namespace of the node; null is the node's own. */
type NamespaceName = string | null;

/** Starts a capture in each namespace, and prints the counters as they are before. */
export function startScript(directory: string, namespaces: readonly NamespaceName[]): string {
  const starts = namespaces.flatMap((name, index) => [
    `: >${directory}/${index}.log`,
    `timeout ${LONGEST_S} ${inside(name)} ${tcpdump(`${directory}/${index}.pcap`)} \\`,
    `  </dev/null >/dev/null 2>${directory}/${index}.log &`,
    `echo $! >${directory}/${index}.pid`,
  ]);
  const counters = namespaces.flatMap((name, index) =>
    printed(name, sectionsOf(index, countersBefore)),
  );
  const awaits = namespaces.flatMap((_, index) => [
    `until grep -q 'listening on' ${directory}/${index}.log; do`,
    `  kill -0 "$(cat ${directory}/${index}.pid)" 2>/dev/null || { cat ${directory}/${index}.log >&2; exit 1; }`,
    '  sleep 0.05',
    'done',
  ]);
  return [`mkdir -p ${directory}`, ...starts, ...counters, ...awaits].join('\n');
}

/** Ends the captures; prints them and the state of each namespace, and leaves nothing. */
export function stopScript(directory: string, namespaces: readonly NamespaceName[]): string {
  const pids = `$(cat ${directory}/*.pid 2>/dev/null)`;
  return [
    `pids="${pids}"`,
    'for pid in $pids; do kill -INT "$pid" 2>/dev/null; done',
    ...namespaces.flatMap((name, index) => printed(name, sectionsOf(index, stateAfter))),
    'for pid in $pids; do while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done; done',
    sectionScript(
      Object.fromEntries(
        namespaces.map((_, index) => [
          sectionName(index, 'pcap'),
          `base64 -w 0 ${directory}/${index}.pcap`,
        ]),
      ),
    ),
    `rm -rf ${directory}`,
  ].join('\n');
}

/** Name of the section that holds this of the namespace at that position. */
export function sectionName(index: number, what: string): string {
  return `${index}.${what}`;
}

function sectionsOf(
  index: number,
  commands: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(commands).map(([what, command]) => [sectionName(index, what), command]),
  );
}

/** All sections of a namespace in one shell there: each process costs time on an emulated node. */
function printed(
  name: NamespaceName,
  sections: Readonly<Record<string, string>>,
): readonly string[] {
  const script = sectionScript(sections);
  return name === null ? [script] : [`${inside(name)} sh -s <<'EOF'`, script, 'EOF'];
}

function inside(name: NamespaceName): string {
  return name === null ? '' : `ip netns exec ${shellQuote(name)}`;
}

function tcpdump(file: string): string {
  const options = `-y LINUX_SLL2 -s ${SNAP_BYTES} -c ${MOST_PACKETS} -n -U --immediate-mode -Z root`;
  return `tcpdump -i any ${options} -w ${file}`;
}
