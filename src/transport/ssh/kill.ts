import { setTimeout as pause } from 'node:timers/promises';
import { startCommand } from './channel.ts';
import type { Command } from './channel.ts';
import type { Connection } from './connect.ts';

/** What the end of a command may take before its channel is given up. */
const graceMs = 5000;

/**
 * Kills a command with its process group and closes the channel. Never fails: a node that does not
 * follow within 5 s keeps its processes.
 */
export async function killCommand(
  connection: Connection,
  { channel, exit }: Command,
  group: Promise<number>,
): Promise<void> {
  const timer = new AbortController();
  const grace = pause(graceMs, undefined, { signal: timer.signal }).catch(() => undefined);
  const killed = group
    .then((number) => killGroup(connection, number))
    .catch(() => undefined)
    .then(() => exit);
  await Promise.race([killed, exit, grace]);
  timer.abort();
  channel.close();
}

async function killGroup(connection: Connection, group: number): Promise<void> {
  await connection.spareChannels(async () => {
    const { channel, exit } = await startCommand(connection, `kill -9 -${group}`);
    channel.resume();
    channel.stderr.resume();
    await exit;
  });
}
