/** The tables of contents of long pages, made from their headings. */
import { anchorOf, withoutFences } from './links.ts';

/** A comment of its own line, before the list. */
const MARKED = /^<!-- contents -->\n+(?:- [^\n]*\n)*\n*/m;

/** The page with its marked table of contents as its headings have it. */
export function withContents(page: string): string {
  return page.replace(MARKED, `<!-- contents -->\n\n${contentsOf(page)}\n\n`);
}

/** A line for each section, with its own sections behind it. */
function contentsOf(page: string): string {
  const [, ...sections] = withoutFences(page).split(/^## /m);
  return sections.map(lineOf).join('\n');
}

function lineOf(section: string): string {
  const [heading = ''] = section.split('\n', 1);
  const below = [...section.matchAll(/^### (.*)$/gm)].map((match) => linkTo(match[1] ?? ''));
  return `- ${linkTo(heading)}${below.length === 0 ? '' : `: ${below.join(', ')}`}`;
}

function linkTo(heading: string): string {
  return `[${heading}](#${anchorOf(heading)})`;
}
