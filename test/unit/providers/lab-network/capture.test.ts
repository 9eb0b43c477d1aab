import { describe, expect, test } from 'vitest';
import { captureOn } from '../../../../src/providers/lab-network/capture.ts';
import type { LabNamespace } from '../../../../src/providers/lab-network/lab-namespace.ts';

const LISTENING = 'tcpdump: listening on br-lan';

/** A namespace in which tcpdump is this shell script. */
function playing(script: string): LabNamespace {
  return {
    holder: 'nobody',
    inside: () => ['sh', '-c', script],
    run: () => Promise.reject(new Error('nothing else is run')),
  };
}

const capture = (script: string) =>
  captureOn(playing(script), { lab: 'test', device: 'br-lan', filter: '' });

/** Waits to be interrupted, and says this then. */
function until(interrupted: string): string {
  return `trap '${interrupted}; exit 0' INT; echo '${LISTENING}' >&2; while :; do sleep 0.01; done`;
}

describe('a capture on a segment', () => {
  test('gives what was caught', async () => {
    const running = await capture(
      until('printf caught; echo 4 packets captured >&2; echo 0 packets dropped by kernel >&2'),
    );
    expect(Buffer.from(await running.stop()).toString()).toBe('caught');
  });

  test.each([
    [
      'packets were lost',
      until('printf caught; echo 7 packets dropped by kernel >&2'),
      'tcpdump lost 7 packets',
    ],
    ['it does not count them', until('printf caught'), 'tcpdump was cut short'],
  ])('is none when %s', async (_, script, message) => {
    const running = await capture(script);
    await expect(running.stop()).rejects.toThrow(message);
  });

  test('is none when it ended by itself, whatever it had caught', async () => {
    const running = await capture(
      `printf caught; echo '${LISTENING}' >&2; echo '0 packets dropped by kernel' >&2; exec >&- 2>&-`,
    );
    await expect
      .poll(() => running.stop().catch((error: unknown) => String(error)))
      .toContain('tcpdump ended by itself');
  });

  test.each([
    ['says', 'echo "no such device" >&2; exit 1', 'tcpdump failed: no such device'],
    ['and does not even say', 'exit 127', 'tcpdump failed'],
  ])('does not begin where tcpdump cannot run, as it %s', async (_, script, message) => {
    await expect(capture(script)).rejects.toThrow(message);
  });
});
