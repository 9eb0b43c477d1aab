/** Shell that watches all namespaces of a node while packets are sent, in one exec each. */
import { shellQuote } from '../../lib/shell-quote.ts';
import { sectionScript } from '../../checks/sections.ts';
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
  const lines = namespaces.flatMap((name, index) => [
    `: >${directory}/${index}.log`,
    `setsid timeout ${LONGEST_S} ${inside(name, tcpdump(`${directory}/${index}.pcap`))} \\`,
    `  </dev/null >/dev/null 2>${directory}/${index}.log &`,
    `echo $! >${directory}/${index}.pid`,
  ]);
  const awaits = namespaces.flatMap((_, index) => [
    `until grep -q 'listening on' ${directory}/${index}.log; do`,
    `  kill -0 "$(cat ${directory}/${index}.pid)" 2>/dev/null || { cat ${directory}/${index}.log >&2; exit 1; }`,
    '  sleep 0.05',
    'done',
  ]);
  const counters = sectionScript(sectionsFor(namespaces, countersBefore));
  return [`mkdir -p ${directory}`, ...lines, counters, ...awaits].join('\n');
}

/** Ends the captures; prints them and the state of each namespace, and leaves nothing. */
export function stopScript(directory: string, namespaces: readonly NamespaceName[]): string {
  const pids = `$(cat ${directory}/*.pid 2>/dev/null)`;
  const state = sectionsFor(namespaces, stateAfter);
  const captures = namespaces.map((_, index): [string, string] => [
    sectionName(index, 'pcap'),
    `base64 -w 0 ${directory}/${index}.pcap`,
  ]);
  return [
    `for pid in ${pids}; do kill -INT "$pid" 2>/dev/null; done`,
    `for pid in ${pids}; do while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done; done`,
    sectionScript({ ...state, ...Object.fromEntries(captures) }),
    `rm -rf ${directory}`,
  ].join('\n');
}

/** Name of the section that holds this of the namespace at that position. */
export function sectionName(index: number, what: string): string {
  return `${index}.${what}`;
}

function sectionsFor(
  namespaces: readonly NamespaceName[],
  commands: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    namespaces.flatMap((name, index) =>
      Object.entries(commands).map(([what, command]) => [
        sectionName(index, what),
        name === null ? command : inside(name, `sh -c ${shellQuote(command)}`),
      ]),
    ),
  );
}

function inside(name: NamespaceName, command: string): string {
  return name === null ? command : `ip netns exec ${shellQuote(name)} ${command}`;
}

function tcpdump(file: string): string {
  const options = `-y LINUX_SLL2 -s ${SNAP_BYTES} -c ${MOST_PACKETS} -n -U --immediate-mode -Z root`;
  return `tcpdump -i any ${options} -w ${file}`;
}
