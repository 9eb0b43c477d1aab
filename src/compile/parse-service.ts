/** Reads what service-readback.ts has printed. */
import type { ServiceFact } from './fact.ts';

/** TCP ports that a process itself listens on, by its number, each once and in ascending order. */
export type ListeningPorts = ReadonlyMap<number, readonly number[]>;

/** `/proc/1234/fd socket:[5678]` */
const DESCRIPTOR = /^\/proc\/(\d+)\/fd socket:\[(\d+)\]$/;
/**
 * A line of /proc/PID/net/tcp (proc(5)) behind the file's name: slot, local address and port in
 * hexadecimal, remote ones, state 0A (TCP_LISTEN of tcp_states.h), …, inode.
 */
const LISTENING =
  /^\/proc\/(\d+)\/net\/tcp6?:\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:0000 0A (?:\S+\s+){5}(\d+) /;

export function parseSockets(lines: readonly string[]): ListeningPorts {
  const owned = new Set(
    lines.flatMap((line) => {
      const [, pid, inode] = DESCRIPTOR.exec(line) ?? [];
      return pid === undefined || inode === undefined ? [] : [`${pid} ${inode}`];
    }),
  );
  const ports = new Map<number, Set<number>>();
  for (const line of lines) {
    const [, pid = '', port = '', inode = ''] = LISTENING.exec(line) ?? [];
    if (!owned.has(`${pid} ${inode}`)) continue;
    const own = ports.get(Number(pid)) ?? new Set();
    ports.set(Number(pid), own.add(Number.parseInt(port, 16)));
  }
  return new Map([...ports].map(([pid, own]) => [pid, [...own].toSorted((a, b) => a - b)]));
}

export function parseServices(
  lines: readonly string[],
  listening: ListeningPorts,
): readonly ServiceFact[] {
  return lines.flatMap((line, index): readonly ServiceFact[] => {
    const [, name, state = ''] = /^= (\S+) (\S+)$/.exec(line) ?? [];
    if (name === undefined) return [];
    return [{ kind: 'service', name, state: stateOf(state, lines.slice(index + 1), listening) }];
  });
}

function stateOf(
  word: string,
  rest: readonly string[],
  listening: ListeningPorts,
): ServiceFact['state'] {
  if (word === 'stopped') return { kind: 'stopped' };
  if (word === 'ended') {
    const next = rest.findIndex((line) => !line.startsWith('|'));
    const said = rest.slice(0, next === -1 ? rest.length : next).map((line) => line.slice(1));
    return { kind: 'ended', said: said.filter((line) => line !== '').join('; ') };
  }
  return { kind: 'listening', ports: listening.get(Number(word)) ?? [] };
}
