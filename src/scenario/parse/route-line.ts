import { parseAddress } from './address.ts';
import { parseNetwork } from './prefix.ts';

const isAddress = (word: string): boolean => parseAddress(word) !== null;
const isWord = (word: string): boolean => word !== '';

/** Words of ip-route(8) that a value follows, with the form of it. */
const VALUES: Readonly<Record<string, (value: string) => boolean>> = {
  via: isAddress,
  src: isAddress,
  dev: isWord,
  metric: (value) => /^\d+$/.test(value),
  proto: isWord,
  scope: isWord,
};

/** Words of ip-route(8) that stand alone. */
const FLAGS: readonly string[] = ['onlink'];

/** Types of a route that may be written before it. */
const TYPES: readonly string[] = ['unicast', 'unreachable', 'blackhole', 'prohibit', 'throw'];

/** Whether the line is a route as `ip route` prints it: `172.16.1.0/24 via 10.0.0.20 dev ens5`. */
export function isRouteLine(line: string): boolean {
  const written = line.trim().split(/\s+/);
  const [to = '', ...words] = TYPES.includes(written[0] ?? '') ? written.slice(1) : written;
  if (to !== 'default' && parseNetwork(to) === null) return false;
  let index = 0;
  while (index < words.length) {
    const word = words[index] ?? '';
    const isFlag = FLAGS.includes(word);
    if (!isFlag && VALUES[word]?.(words[index + 1] ?? '') !== true) return false;
    index += isFlag ? 1 : 2;
  }
  return true;
}
