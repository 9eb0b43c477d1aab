/** What proving has found, for people: what nothing checks, and how much is checked. */
import type { JudgedMutant, KillRate } from '../../runner/prove/proof.ts';
import type { Colors } from '../colors.ts';
import { count, duration, oneLine, place } from '../wording.ts';
import type { ProveRecord } from './record.ts';

type ProvenScenario = ProveRecord['scenarios'][number];

export function renderProof(record: ProveRecord, colors: Colors): string {
  const { scenarios, total, atLeast, problems, durationMs } = record;
  const blocks = scenarios.map((scenario) => scenarioLines(scenario, atLeast, colors));
  const outside = problems.map(({ message }) => colors.red(oneLine(message)));
  const closing = `${rateWords(total)} · ${duration(durationMs)}`;
  const table = scenarios.length > 1 ? [tableLines(scenarios)] : [];
  return `${[...blocks, ...table, [...outside, colors.bold(closing)]]
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function scenarioLines(
  { label, judged, rate, outcome, problems, mutants }: ProvenScenario,
  atLeast: number,
  colors: Colors,
): readonly string[] {
  const survivors = judged.filter(({ verdict }) => verdict.kind === 'survived');
  const isGood = outcome === 'passed' && (rate.percent ?? 100) >= atLeast;
  const paint = isGood ? colors.green : colors.red;
  const left = mutants - judged.length;
  return [
    `${paint(colors.bold(label))}  ${rateWords(rate)}${left === 0 ? '' : `, ${left} not judged`}`,
    ...problems.map(({ message, detail }) => `  ${outcome}: ${oneLine(message)}${below(detail)}`),
    ...(survivors.length === 0 ? [] : ['  nothing checks']),
    ...survivors.map((mutant) => `    ${survivorLine(mutant, colors)}`),
  ];
}

function below(detail: string | null): string {
  return detail === null ? '' : `\n${detail}`;
}

/** `scenarios/a.yaml:12:7  node1/con1: no route default via 172.16.0.1 dev eth0`. */
function survivorLine({ where, at, words }: JudgedMutant, colors: Colors): string {
  return `${colors.cyan(place(where))}  ${at}: ${words}`;
}

/** `97.5 % killed (39 of 40), 2 made no difference`. */
export function rateWords({ killed, survived, equivalent, percent }: KillRate): string {
  const same = equivalent === 0 ? '' : `, ${equivalent} made no difference`;
  if (percent === null) return `no mutant was judged${same}`;
  return `${percentText(percent)} killed (${killed} of ${count(killed + survived, 'mutant')})${same}`;
}

/** Rounded down: 100 % is all of them. */
export function percentText(percent: number): string {
  return `${(Math.floor(percent * 10) / 10).toFixed(1).replace(/\.0$/, '')} %`;
}

function tableLines(scenarios: readonly ProvenScenario[]): readonly string[] {
  const width = Math.max(...scenarios.map(({ label }) => label.length), 'scenario'.length);
  const row = (cells: readonly string[]) => {
    const [name = '', ...numbers] = cells;
    return `${name.padEnd(width)}${numbers.map((cell) => cell.padStart(10)).join('')}`.trimEnd();
  };
  return [
    row(['scenario', 'killed', 'survived', 'same', 'rate', 'time']),
    ...scenarios.map(({ label, rate, durationMs }) =>
      row([
        label,
        String(rate.killed),
        String(rate.survived),
        String(rate.equivalent),
        rate.percent === null ? '-' : percentText(rate.percent),
        duration(durationMs),
      ]),
    ),
  ];
}
