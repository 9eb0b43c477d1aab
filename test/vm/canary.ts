/** Something on this host that answers whoever reaches it, and remembers who did. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';

export interface Canary {
  readonly port: number;
  /** Addresses and protocols from which somebody came. */
  readonly visitors: string[];
  close(): Promise<void>;
}

/** Listens on all addresses of the host, for TCP and UDP on the same port. */
export async function canary(): Promise<Canary> {
  const visitors: string[] = [];
  const open = new Set<Socket>();
  const tcp = createServer((socket) => {
    open.add(socket);
    visitors.push(`TCP from ${socket.remoteAddress ?? 'nowhere'}`);
    socket.on('error', () => undefined);
    socket.end('caught\n');
  });
  tcp.listen(0, '::');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp6');
  udp.on('message', (_, { address, port: from }) => {
    visitors.push(`UDP from ${address}`);
    udp.send('caught\n', from, address);
  });
  udp.bind(port);
  await once(udp, 'listening');
  return {
    port,
    visitors,
    close: async () => {
      udp.close();
      for (const socket of open) socket.destroy();
      tcp.close();
      await once(tcp, 'close');
    },
  };
}

/** Those of the host that are not loopback's, without those of one link only. */
export function hostAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
    .map(({ address }) => address);
}
