/** A device's line of /proc/net/dev (proc_pid_net(5)). */

export interface DeviceCounters {
  readonly rxPackets: number;
  readonly txPackets: number;
  readonly rxBytes: number;
  readonly txBytes: number;
}

/** Null when the device has no line in the text. */
export function parseDeviceCounters(text: string, device: string): DeviceCounters | null {
  for (const line of text.split('\n')) {
    const colon = line.lastIndexOf(':');
    if (colon < 0 || line.slice(0, colon).trim() !== device) continue;
    const columns = line
      .slice(colon + 1)
      .trim()
      .split(/\s+/);
    // Eight columns of receive, then transmit; bytes are the first of each, packets the second.
    const [rxBytes, rxPackets, , , , , , , txBytes, txPackets] = columns.map(Number);
    if (txPackets === undefined) return null;
    return {
      rxPackets: rxPackets ?? 0,
      txPackets,
      rxBytes: rxBytes ?? 0,
      txBytes: txBytes ?? 0,
    };
  }
  return null;
}
