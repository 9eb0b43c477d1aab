import { randomBytes } from 'node:crypto';

/** Directories and sockets of a lab are named after it, and a socket's path has 107 bytes (unix(7)). */
const LONGEST_NAME = 40;

/** An id for a lab of a scenario: its name, of letters, digits and dashes, with a random ending. */
export function newLabId(scenario: string): string {
  const plain = scenario
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_NAME)
    .replaceAll(/^-+|-+$/g, '');
  return `${plain === '' ? 'lab' : plain}-${randomBytes(2).toString('hex')}`;
}
