/** The tables of docs/scenarios.md, which say what the scenario files say. */
import { format } from 'prettier';
import { writeUps } from '../../../src/scenario/schema/scenario.ts';

/** A scenario as its file describes it. */
export interface Listed {
  readonly name: string;
  readonly title: string;
  readonly teaches: string;
  readonly writeUp: string;
  /** How many there are. */
  readonly nodes: number;
}

const HEAD = '| scenario | what it is | what it teaches |\n| --- | --- | --- |';

function row({ name, title, teaches }: Listed): string {
  return `| [${name}](scenarios/${name}.md) | ${title} | ${teaches} |`;
}

/**
 * The page with the table below the heading of each write-up made anew; other text stays. Small
 * scenarios come first.
 */
export async function withIndex(page: string, scenarios: readonly Listed[]): Promise<string> {
  const [intro = '', ...sections] = page.split(/^(?=## )/m);
  const heads = sections.map((section) => /^## (.*)$/m.exec(section)?.[1] ?? '');
  const made = writeUps.map((name) => {
    const rows = scenarios
      .filter(({ writeUp }) => writeUp === name)
      .toSorted((a, b) => a.nodes - b.nodes)
      .map(row);
    const old = sections[heads.indexOf(name)] ?? `## ${name}\n`;
    const prose = old.replace(/^\|.*\n/gm, '').trimEnd();
    return rows.length === 0 ? prose : [prose, '', HEAD, ...rows].join('\n');
  });
  const text = [intro.trimEnd(), ...made].join('\n\n');
  return format(text, { parser: 'markdown' });
}
