/** Mutants of what is wrong with the line that a card sends on. */
import type { RawContainer, RawNode } from '../../scenario/schema/scenario.ts';
import type { Path } from '../../scenario/yaml/tree.ts';
import type { Device, Impairment } from '../../topology/model.ts';
import { type Edit, notMutated, type NotMutated } from './edit.ts';

interface Cleared {
  /** The key in the scenario. */
  readonly key: string;
  readonly words: string;
  readonly left: Impairment;
}

/** Null where the line has no such trouble. */
type Clear = (impairment: Impairment) => Cleared | null;

/** A new field joins with what the line is without it, or says why it has no mutant. */
const FIELDS: { readonly [F in keyof Impairment]: Clear | NotMutated } = {
  dev: notMutated('it says whose line it is'),
  delayMs: (one) =>
    one.delayMs === 0
      ? null
      : {
          key: 'delay',
          words: `delay of ${one.delayMs} ms`,
          left: { ...one, delayMs: 0, jitterMs: 0 },
        },
  jitterMs: (one) =>
    one.jitterMs === 0
      ? null
      : { key: 'jitter', words: `jitter of ${one.jitterMs} ms`, left: { ...one, jitterMs: 0 } },
  lossPercent: (one) =>
    one.lossPercent === 0
      ? null
      : { key: 'loss', words: `loss of ${one.lossPercent} %`, left: { ...one, lossPercent: 0 } },
  rateBps: (one) =>
    one.rateBps === null
      ? null
      : { key: 'rate', words: `rate of ${one.rateBps} bit/s`, left: { ...one, rateBps: null } },
};

/** An impairment is written at the card, or at its segment. */
export function impairmentEdits(
  impairments: readonly Impairment[],
  devices: readonly Device[],
  { raw, path }: { readonly raw: RawNode | RawContainer; readonly path: Path },
): readonly Edit<readonly Impairment[]>[] {
  return impairments.flatMap((impairment, index) =>
    Object.values(FIELDS).flatMap((clear) => {
      const cleared = typeof clear === 'function' ? clear(impairment) : null;
      if (cleared === null) return [];
      const { dev } = impairment;
      const { key, words, left } = cleared;
      const isLeft = left.delayMs > 0 || left.lossPercent > 0 || left.rateBps !== null;
      const own = [...path, 'interfaces', dev, 'impair'];
      const card = devices.find(({ name }) => name === dev);
      const shared = ['segments', card?.kind === 'nic' ? card.segment : '', 'impair'];
      return [
        {
          words: `no ${words} on ${dev}`,
          path: [...(isWrittenAt(raw, dev, key) ? own : shared), key],
          after: isLeft ? impairments.with(index, left) : impairments.toSpliced(index, 1),
        },
      ];
    }),
  );
}

function isWrittenAt(raw: RawNode | RawContainer, dev: string, key: string): boolean {
  const card = raw.interfaces?.[dev];
  if (card === undefined || !('impair' in card)) return false;
  return card.impair !== undefined && Object.hasOwn(card.impair, key);
}
