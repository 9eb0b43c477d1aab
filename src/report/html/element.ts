import { xmlText } from '../../lib/xml-text.ts';

type Attributes = Readonly<Record<string, string | number | null>>;

/** HTML that is safe to put into a page: made by these functions, never of a text by itself. */
export interface Html {
  readonly html: string;
}

type Child = Html | string | null;

/** An element; texts among its children are escaped, null leaves a child or an attribute out. */
export function element(name: string, attributes: Attributes, ...children: readonly Child[]): Html {
  const words = Object.entries(attributes)
    .flatMap(([key, value]) => (value === null ? [] : [` ${key}="${xmlText(String(value))}"`]))
    .join('');
  return { html: `<${name}${words}>${children.map(childText).join('')}</${name}>` };
}

function childText(child: Child): string {
  if (child === null) return '';
  return typeof child === 'string' ? xmlText(child) : child.html;
}

/** Text that is HTML already, as another part of wirelab has made it. */
export function trusted(html: string): Html {
  return { html };
}

export function table(head: readonly string[], rows: readonly (readonly Child[])[]): Html {
  return element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': head.join(', ') },
    element(
      'table',
      {},
      element(
        'thead',
        {},
        element('tr', {}, ...head.map((each) => element('th', { scope: 'col' }, each))),
      ),
      element(
        'tbody',
        {},
        ...rows.map((row) => element('tr', {}, ...row.map((each) => element('td', {}, each)))),
      ),
    ),
  );
}

/** Text as it was printed, which can be scrolled with the keyboard where it is too wide. */
export function printed(text: string, label: string): Html {
  return element('pre', { tabindex: 0, role: 'group', 'aria-label': label }, text.trimEnd());
}

export function folded(
  summary: Child,
  attributes: Attributes,
  ...children: readonly Child[]
): Html {
  return element('details', attributes, element('summary', {}, summary), ...children);
}
