/** How vagrant reaches a machine: a `Host` of `vagrant ssh-config`. */
export interface SshHost {
  readonly hostName: string;
  readonly port: number;
  readonly user: string;
  readonly identityFile: string;
}

/** The machines that it has, by name. Keys that are not known here are left out. */
export function parseSshConfig(text: string): ReadonlyMap<string, SshHost> {
  const blocks = text.split(/^Host (?=\S)/m).slice(1);
  return new Map(
    blocks.flatMap((block) => {
      const [name = '', ...lines] = block.split('\n');
      const host = hostOf(lines);
      return host === null ? [] : [[name.trim(), host] as const];
    }),
  );
}

function hostOf(lines: readonly string[]): SshHost | null {
  const valueOf = (key: string): string | undefined =>
    lines
      .map((line) => /^\s*(\S+)\s+"?(.*?)"?\s*$/.exec(line))
      .find((match) => match?.[1] === key)?.[2];
  const hostName = valueOf('HostName');
  const user = valueOf('User');
  const identityFile = valueOf('IdentityFile');
  const port = Number(valueOf('Port') ?? 22);
  if (hostName === undefined || user === undefined || identityFile === undefined) return null;
  return Number.isInteger(port) ? { hostName, port, user, identityFile } : null;
}
