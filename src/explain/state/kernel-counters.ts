/** The kernel's counters of a namespace: /proc/net/snmp and netstat (proc_net(5), snmp_counter.rst). */

/** Shell that prints them. */
export const counterFiles =
  'cat /proc/net/snmp /proc/net/netstat /proc/net/snmp6 2>/dev/null || true';

/** Pairs of lines, names and then values, each behind `Group: `; or a name and a value on a line. */
export function parseCounters(text: string): ReadonlyMap<string, number> {
  const counters = new Map<string, number>();
  const names = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    const [group = '', ...words] = line.trim().split(/\s+/);
    if (!group.endsWith(':')) {
      if (words.length === 1) counters.set(group, Number(words[0]));
      continue;
    }
    const known = names.get(group);
    if (known === undefined) {
      names.set(group, words);
      continue;
    }
    words.forEach((value, index) => {
      counters.set(`${group.slice(0, -1)}${known[index] ?? ''}`, Number(value));
    });
  }
  return counters;
}
