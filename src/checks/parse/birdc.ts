/** What birdc prints, as data; seen with BIRD 2.17.5. */

export interface BgpSession {
  /** `up`, `start` or `down`. */
  readonly state: string;
  /** When it got into that state, as the daemon tells it: `14:51:00.285`. */
  readonly since: string;
  /** `Established`, or `Active` and the reason: `Active Socket: Connection refused`. */
  readonly info: string;
}

/** The line of a protocol in `show protocols`; null when there is none. */
export function parseBgpSession(output: string, protocol: string): BgpSession | null {
  for (const line of output.split('\n')) {
    const [, name, state, since, info] = /^(\S+) +BGP +\S+ +(\S+) +(\S+) *(.*)$/.exec(line) ?? [];
    if (name !== protocol || state === undefined || since === undefined) continue;
    return { state, since, info: (info ?? '').trim().replaceAll(/\s+/g, ' ') };
  }
  return null;
}

/** Destinations of `show route`, each once: `172.16.1.0/24`. */
export function parseBirdRoutes(output: string): readonly string[] {
  const found = [...output.matchAll(/^([0-9A-Fa-f.:]+\/\d+) +\w+ \[/gm)];
  return [...new Set(found.map(([, destination = '']) => destination))];
}

/** Why birdc did not get to ask; null when it did. */
export function birdcTrouble(output: string, exitCode: number): string | null {
  const ready = /^BIRD \S+ ready\.$/m.test(output);
  return exitCode === 0 && ready ? null : output.trim() || `exit code ${exitCode}`;
}
