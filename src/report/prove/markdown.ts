/** What proving has found, as Markdown. */
import { duration, oneLine, place } from '../wording.ts';
import type { ProveRecord } from './record.ts';
import { percentText, rateWords } from './verdict.ts';

export function renderProofMarkdown({ scenarios, total, durationMs }: ProveRecord): string {
  const rows = scenarios.map(({ label, rate, durationMs: took }) =>
    [
      label,
      rate.killed,
      rate.survived,
      rate.equivalent,
      rate.percent === null ? '' : percentText(rate.percent),
      duration(took),
    ].join(' | '),
  );
  const survivors = scenarios.flatMap(({ judged }) =>
    judged.filter(({ verdict }) => verdict.kind === 'survived'),
  );
  return [
    '# Proof',
    '',
    `${rateWords(total)}, in ${duration(durationMs)}`,
    '',
    '| scenario | killed | survived | no difference | rate | time |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map((row) => `| ${row} |`),
    ...(survivors.length === 0
      ? []
      : [
          '',
          '## What nothing checks',
          '',
          ...survivors.map(
            ({ where, at, words }) => `- \`${place(where)}\` ${at}: ${oneLine(words)}`,
          ),
        ]),
    '',
  ].join('\n');
}
