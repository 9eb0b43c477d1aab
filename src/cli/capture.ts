import { Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../lib/errors.ts';
import { capturePointIn } from './capture-point.ts';
import { exitCodes } from './exit-codes.ts';
import { interruptible } from './interruptible.ts';
import { findUsableLab } from './labs.ts';

interface CaptureFlags {
  readonly filter?: string;
  readonly count?: number;
}

export function captureCommand(): Command {
  return new Command('capture')
    .description('stream the packets of a running lab to stdout, as a pcap file')
    .argument('<name>', "a lab's id, or its scenario")
    .argument('<point>', 'a segment, NODE or NODE/CONTAINER; with `:DEVICE` one device of it')
    .option('--filter <expression>', 'only these packets, as tcpdump has it: `icmp or arp`')
    .option('--count <number>', 'end after so many packets', parseCount)
    .action(async (name: string, point: string, flags: CaptureFlags) => {
      process.exitCode = await capture(name, point, flags);
    });
}

async function capture(name: string, text: string, flags: CaptureFlags): Promise<number> {
  const lab = await findUsableLab(name);
  if (process.stdout.isTTY) {
    throw new UsageError(
      [
        'A capture is no text for a terminal. Pass it on, or into a file:',
        `  npx wirelab capture ${name} ${text} | wireshark -k -i -`,
        `  npx wirelab capture ${name} ${text} | tcpdump -nr -`,
        `  npx wirelab capture ${name} ${text} >packets.pcap`,
      ].join('\n'),
    );
  }
  const { execIn } = await import('../runner/attach.ts');
  const { streamCapture } = await import('../runner/stream-capture.ts');
  return interruptible(async (signal) => {
    const point = await capturePointIn(lab, text, async ({ at }) => {
      const argv = ['ip', '-j', 'link', 'show'];
      const { stdout } = await execIn({ lab, at, argv, signal });
      return (JSON.parse(stdout) as readonly { ifname: string }[]).map(({ ifname }) => ifname);
    });
    await streamCapture({
      ...{ lab, point, signal },
      filter: flags.filter ?? null,
      count: flags.count ?? null,
      onSaid: (said) => process.stderr.write(said),
    });
    return exitCodes.passed;
  });
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a number from 1.');
  return Number(text);
}
