/** Relative links in Markdown: every one must lead to a file, and to a heading when it names one. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectDirectory, type SourceFile } from './source-files.ts';

export function linkProblems(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    linksOf(file.text)
      .filter((link) => !/^[a-z]+:/.test(link))
      .flatMap((link) => {
        const [path = '', heading] = link.split('#');
        const target = path === '' ? file.path : join(dirname(file.path), decodeURI(path));
        const absolute = resolve(projectDirectory, target);
        if (path !== '' && !existsSync(absolute)) return [`${file.path}: ${link} leads to no file`];
        if (heading === undefined) return [];
        const text = path === '' ? file.text : readFileSync(absolute, 'utf8');
        return anchorsOf(text).includes(heading)
          ? []
          : [`${file.path}: ${link} leads to no heading`];
      }),
  );
}

function linksOf(markdown: string): readonly string[] {
  const prose = withoutCode(markdown);
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => match[1] ?? []);
}

function anchorsOf(markdown: string): readonly string[] {
  return [...withoutFences(markdown).matchAll(/^#+ (.*)$/gm)].map((match) =>
    anchorOf(match[1] ?? ''),
  );
}

/** A heading as GitHub turns it into an anchor: lower case, punctuation gone, spaces to hyphens. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

export function withoutFences(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```/gm, '');
}

function withoutCode(markdown: string): string {
  return withoutFences(markdown).replace(/`[^`\n]*`/g, '');
}
