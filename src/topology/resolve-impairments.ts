import { parseDurationMs } from '../scenario/parse/duration.ts';
import { parsePercent } from '../scenario/parse/percent.ts';
import { parseRateBps } from '../scenario/parse/rate.ts';
import type { RawNode, RawScenario } from '../scenario/schema/scenario.ts';
import type { Impairment } from './model.ts';

/** What is wrong with the lines of the node's interfaces: what one says itself, and what its segment does. */
export function resolveImpairments(
  { interfaces = {} }: RawNode,
  segments: NonNullable<RawScenario['segments']>,
): readonly Impairment[] {
  return Object.entries(interfaces).flatMap(([dev, { segment, impair }]): readonly Impairment[] => {
    const { delay, jitter, loss, rate } = { ...segments[segment]?.impair, ...impair };
    const impairment = {
      dev,
      delayMs: parseDurationMs(delay ?? '') ?? 0,
      jitterMs: parseDurationMs(jitter ?? '') ?? 0,
      lossPercent: parsePercent(loss ?? '') ?? 0,
      rateBps: parseRateBps(rate ?? ''),
    };
    const { delayMs, lossPercent, rateBps } = impairment;
    return delayMs === 0 && lossPercent === 0 && rateBps === null ? [] : [impairment];
  });
}
