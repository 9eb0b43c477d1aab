/** The tables of docs/scenarios.md, which say what the scenario files say. */
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { writeUps } from '../../../src/scenario/schema/scenario.ts';
import { projectDirectory } from './source-files.ts';

/** A scenario as its file describes it. */
export interface Listed {
  readonly name: string;
  readonly title: string;
  readonly teaches: string;
  readonly writeUp: string;
  /** How many nodes and containers there are. */
  readonly places: number;
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
    const rows = smallFirst(scenarios)
      .filter(({ writeUp }) => writeUp === name)
      .map(row);
    const old = sections[heads.indexOf(name)] ?? `## ${name}\n`;
    // What a merge has left goes with the old table.
    const prose = old.replace(/^(?:\||[<=>]{7}).*\n/gm, '').trimEnd();
    return rows.length === 0 ? prose : [prose, '', HEAD, ...rows].join('\n');
  });
  const text = [intro.trimEnd(), ...made].join('\n\n');
  return formatted(text);
}

async function formatted(page: string): Promise<string> {
  const options = await resolveConfig(join(projectDirectory, 'README.md'));
  return format(page, { ...options, parser: 'markdown' });
}

function smallFirst(scenarios: readonly Listed[]): readonly Listed[] {
  return scenarios.toSorted((a, b) => a.places - b.places);
}
