/** What is wrong with a line: netem, the kernel's network emulator (tc-netem(8)), on what is sent. */
import type { Impairment, Namespace } from '../topology/model.ts';
import type { ImpairmentFact } from './fact.ts';

/** Packets that may be on the line at a time; netem's own 1000 is soon full. */
const QUEUE_LENGTH = 10_000;

/** Shell lines, in the node's own namespace, that impair a device. */
export function impairmentLines({
  impairments,
}: Pick<Namespace, 'impairments'>): readonly string[] {
  return impairments.map((impairment) => {
    const { dev, delayMs, jitterMs, lossPercent, rateBps } = impairment;
    const jitter = jitterMs === 0 ? '' : ` ${jitterMs}ms`;
    const words = [
      `limit ${QUEUE_LENGTH}`,
      ...(delayMs === 0 ? [] : [`delay ${delayMs}ms${jitter}`]),
      ...(lossPercent === 0 ? [] : [`loss ${lossPercent}%`]),
      ...(rateBps === null ? [] : [`rate ${Math.round(rateBps)}bit`]),
    ];
    return `tc qdisc replace dev ${dev} root netem ${words.join(' ')}`;
  });
}

/** Shell lines that take it away again, where it is. */
export function unimpairLines(impairments: readonly Impairment[]): readonly string[] {
  return impairments.map(({ dev }) => `tc qdisc del dev ${dev} root 2>/dev/null || :`);
}

export function impairmentFact(impairment: Impairment): ImpairmentFact {
  const { dev, delayMs, jitterMs, lossPercent, rateBps } = impairment;
  return {
    kind: 'impairment',
    dev,
    delayUs: Math.round(delayMs * 1000),
    jitterUs: Math.round(jitterMs * 1000),
    lossPpm: Math.round(lossPercent * 10_000),
    rateBps: rateBps === null ? null : Math.round(rateBps / 8) * 8,
  };
}
