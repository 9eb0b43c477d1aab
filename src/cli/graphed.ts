import type { Drawing } from '../diagram/drawing.ts';

/** What there is to say beside a drawing. */
interface Aside {
  /** Its key in JSON. */
  readonly key: 'differences' | 'failures';
  readonly lines: readonly string[];
  /** In front of the lines, and instead of them where there are none. */
  readonly heading: string;
  readonly none: string;
}

export interface Graphed {
  readonly drawing: Drawing;
  readonly aside: Aside | null;
}

export function asideText({ lines, heading, none }: Aside): string {
  return lines.length === 0 ? `${none}\n` : `${[heading, ...lines].join('\n')}\n`;
}

/** The drawing as data, with what there is to say. */
export function graphedJson({ drawing, aside }: Graphed): string {
  const data = aside === null ? drawing : { ...drawing, [aside.key]: aside.lines };
  return `${JSON.stringify(data, null, 2)}\n`;
}
