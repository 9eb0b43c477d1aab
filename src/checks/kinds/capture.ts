/** `capture`: what crosses a segment or a device while a ping is sent, and what does not. */
import { randomInt } from 'node:crypto';
import type { CaptureCheck, CapturePoint } from '../../topology/checks/capture.ts';
import { endpointLabel } from '../../topology/endpoint-label.ts';
import type { Attempt, Case, CheckKind, LabView } from '../check.ts';
import { captureOnDevice } from '../probe/capture-on-device.ts';
import { whileCapturing } from '../probe/capture-while.ts';
import { pingMeanwhile } from '../probe/during-ping.ts';
import { judgeCapture, type SentPing } from '../judge/capture.ts';
import { packetLine, seenPackets } from '../parse/seen-packet.ts';
import { caseTitle, flowWords } from '../words.ts';

/** Packets that are listed as evidence. */
const MOST_LINES = 60;

export const capture: CheckKind<CaptureCheck> = {
  kind: 'capture',
  // Whatever else is sent meanwhile is seen too.
  turn: 'alone',
  expand: (check): readonly Case[] =>
    check.on.map((point) => ({
      key: pointKey(point),
      title: caseTitle({
        title: check.title,
        cases: check.on.length,
        name: pointWords(point),
        sentence: sentence(check, point),
      }),
      at: check.during.from,
      attempt: (lab, signal) => attempt(lab, check, point, signal),
    })),
};

function pointKey(point: CapturePoint): string {
  return point.kind === 'segment' ? point.segment : `${endpointLabel(point.at)}-${point.device}`;
}

function pointWords(point: CapturePoint): string {
  return point.kind === 'segment' ? point.segment : `${point.device} of ${endpointLabel(point.at)}`;
}

function sentence({ during, seen, notSeen }: CaptureCheck, point: CapturePoint): string {
  const parts = [
    ...(seen.length === 0 ? [] : [`shows ${seen.map(({ words }) => words).join(', ')}`]),
    ...(notSeen.length === 0 ? [] : [`shows no ${notSeen.map(({ words }) => words).join(', ')}`]),
  ];
  return `${pointWords(point)}, while ${flowWords(during)}, ${parts.join(' and ')}`;
}

async function attempt(
  lab: LabView,
  check: CaptureCheck,
  point: CapturePoint,
  signal: AbortSignal,
): Promise<Attempt> {
  const identifier = randomInt(1, 0xffff);
  const start = () =>
    point.kind === 'segment'
      ? lab.capture(point.segment, '')
      : captureOnDevice(lab, point.at, point.device, signal);
  const { result: pings, captures } = await whileCapturing([start], async () => {
    const { control, during } = check;
    const controlled =
      control === null ? null : await pingMeanwhile(lab, control, identifier + 1, signal);
    const probed = await pingMeanwhile(lab, during, identifier, signal);
    return controlled === null ? [probed] : [controlled, probed];
  });
  const packets = seenPackets(captures[0] ?? new Uint8Array(), check.tunnelPorts);
  const probe: SentPing = { identifier, words: flowWords(check.during) };
  const control: SentPing | null = check.control && {
    identifier: identifier + 1,
    words: flowWords(check.control),
  };
  const judged = judgeCapture(check, { packets, probe, control });
  const lines = packets.map(packetLine);
  return {
    ...judged,
    expected: sentence(check, point),
    evidence: [
      {
        what: `what crossed ${pointWords(point)}`,
        data:
          lines.length <= MOST_LINES
            ? lines
            : [...lines.slice(0, MOST_LINES), `… ${lines.length - MOST_LINES} more`],
      },
      ...pings.map(({ evidence }) => evidence),
    ],
  };
}
