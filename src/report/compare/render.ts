/** A comparison of two reports, for people. */
import type { Colors } from '../colors.ts';
import { duration } from '../wording.ts';
import type { ChangedCase, ChangedTime, ReportComparison } from './compare.ts';

export function renderComparison(comparison: ReportComparison, colors: Colors): string {
  const { newlyFailing, fixed, stillFailing, gone, newlyBroken, slower, faster } = comparison;
  const blocks = [
    block('newly failing', newlyFailing.map(caseLine), colors.red),
    block(
      'newly without a verdict',
      newlyBroken.map(({ run, outcome }) => `${run}: ${outcome}`),
      colors.red,
    ),
    block('fixed', fixed.map(caseLine), colors.green),
    block('still failing', stillFailing.map(caseLine), colors.yellow),
    block('no longer judged', gone.map(caseLine), colors.yellow),
    block('slower', slower.map(timeLine), colors.yellow),
    block('faster', faster.map(timeLine), colors.green),
  ].flat();
  return blocks.length === 0 ? 'nothing has changed' : blocks.join('\n');
}

function block(
  name: string,
  lines: readonly string[],
  paint: (text: string) => string,
): readonly string[] {
  return lines.length === 0
    ? []
    : [paint(`${name} (${lines.length})`), ...lines.map((line) => `  ${line}`)];
}

function caseLine({ run, title, id, before, after }: ChangedCase): string {
  return `${run}: ${title} (${id}): ${before ?? 'not there'} → ${after ?? 'not there'}`;
}

function timeLine({ run, beforeMs, afterMs }: ChangedTime): string {
  return `${run}: ${duration(beforeMs)} → ${duration(afterMs)}, ×${(afterMs / beforeMs).toFixed(1)}`;
}
