/** Files with their text damaged: what an editor, a merge or a bad transfer leaves. */
import fc from 'fast-check';
import { hostileTexts } from './hostile.ts';

type Edit = (text: string, donor: string) => string;

const anywhere = fc.nat({ max: 2 ** 24 });
const markup = ['\t', ':', ': ', '- ', '{', '}', '[', ']', '&a ', '*a', '<<: ', '|', '>', '#', '"']
  .concat(["'", '!!str ', '!!binary ', '? ', '---\n', '...\n', '%YAML 1.1\n', '\r', '\ufeff', ','])
  .concat(['\u0085', '\u2028']);

function at(text: string, place: number): number {
  return place % (text.length + 1);
}

function editLines(edit: (lines: string[], donor: readonly string[]) => void): Edit {
  return (text, donor) => {
    const lines = text.split('\n');
    edit(lines, donor.split('\n'));
    return lines.join('\n');
  };
}

const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(anywhere, fc.nat({ max: 40 })).map(([place, length]): Edit => {
    return (text) => text.slice(0, at(text, place)) + text.slice(at(text, place) + length);
  }),
  fc.tuple(anywhere, fc.constantFrom(...markup, ...hostileTexts)).map(([place, words]): Edit => {
    return (text) => text.slice(0, at(text, place)) + words + text.slice(at(text, place));
  }),
  fc.tuple(anywhere, fc.constantFrom(...hostileTexts)).map(([place, words]): Edit => {
    return (text) => {
      const found = [...text.matchAll(/[\w./-]+/g)];
      const word = found[place % Math.max(1, found.length)];
      if (word === undefined) return text;
      return text.slice(0, word.index) + words + text.slice(word.index + word[0].length);
    };
  }),
  fc.tuple(anywhere, anywhere).map(([from, to]) =>
    editLines((lines) => {
      const [line] = lines.splice(from % lines.length, 1);
      if (line !== undefined) lines.splice(to % (lines.length + 1), 0, line);
    }),
  ),
  fc.tuple(anywhere, anywhere).map(([from, to]) =>
    editLines((lines, donor) => {
      lines.splice(to % (lines.length + 1), 0, ...donor.slice(from % donor.length).slice(0, 5));
    }),
  ),
  fc.tuple(anywhere, fc.integer({ min: -4, max: 4 })).map(([place, shift]) =>
    editLines((lines) => {
      const index = place % lines.length;
      const line = lines[index] ?? '';
      lines[index] = shift < 0 ? line.slice(-shift) : ' '.repeat(shift) + line;
    }),
  ),
  anywhere.map(
    (place): Edit =>
      (text) =>
        text.slice(0, at(text, place)),
  ),
);

/** Texts, each with one to six edits. */
export function mutatedText(texts: readonly string[]): fc.Arbitrary<string> {
  const list = fc.array(edits, { minLength: 1, maxLength: 6 });
  return fc
    .tuple(fc.constantFrom(...texts), fc.constantFrom(...texts), list)
    .map(([text, donor, all]) => all.reduce((rest, edit) => edit(rest, donor), text));
}
