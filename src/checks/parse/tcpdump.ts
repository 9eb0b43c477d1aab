/** What `tcpdump -n -i any` prints, as data; seen with 4.99.3 and 4.99.5. */

interface SeenTcp {
  readonly kind: 'tcp';
  readonly source: string;
  readonly sourcePort: number;
  readonly destination: string;
  readonly destinationPort: number;
  /** In tcpdump's letters: `S`, `S.`, `R.`, `P.`, `.`. */
  readonly flags: string;
}

interface SeenIcmp {
  readonly kind: 'icmp';
  readonly source: string;
  readonly destination: string;
  /** `10.1.0.20 tcp port 82 unreachable`, `echo request`. */
  readonly message: string;
}

export type SeenPacket = (SeenTcp | SeenIcmp) & {
  readonly device: string;
  /** Seen from the machine; `Out` is what it sends. */
  readonly direction: 'in' | 'out';
};

const LINE = /^\S+ (\S+)\s+(In|Out|P|B|M)\s+IP6? (\S+) > (\S+): (.*)$/;
const WITH_PORT = /^(.+)\.(\d+)$/;

/** Lines that are about something else are left out. */
export function parseTcpdump(output: string): readonly SeenPacket[] {
  return output.split('\n').flatMap((line): readonly SeenPacket[] => {
    const [, device, way, from, to, rest] = LINE.exec(line) ?? [];
    if (device === undefined || from === undefined || to === undefined || rest === undefined) {
      return [];
    }
    const base = { device, direction: way === 'Out' ? 'out' : 'in' } as const;
    const flags = /^Flags \[([^\]]*)\]/.exec(rest)?.[1];
    if (flags !== undefined) {
      const [, source, sourcePort] = WITH_PORT.exec(from) ?? [];
      const [, destination, destinationPort] = WITH_PORT.exec(to) ?? [];
      if (source === undefined || destination === undefined) return [];
      const ports = { sourcePort: Number(sourcePort), destinationPort: Number(destinationPort) };
      return [{ ...base, kind: 'tcp', source, destination, ...ports, flags }];
    }
    const said = /^ICMP6?,? (.*?)(?:, length \d+)?$/.exec(rest)?.[1];
    if (said === undefined) return [];
    return [{ ...base, kind: 'icmp', source: from, destination: to, message: said }];
  });
}
