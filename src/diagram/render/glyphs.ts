/** Characters for lines that meet in a cell. */

/** How a line goes from the middle of a cell to one of its sides; 0 is no line. */
export type Stroke = 0 | 1 | 2 | 3 | 4;
export const LIGHT = 1;
export const HEAVY = 2;
export const DOUBLE = 3;
export const DOTTED = 4;

/** Up, right, down, left. */
export type Strokes = readonly [Stroke, Stroke, Stroke, Stroke];

export type Charset = 'unicode' | 'ascii';

/** Strokes as digits, then the character (Unicode, box drawing: U+2500 to U+257F). */
const BOX_DRAWING = `
  0101─ 0202━ 1010│ 2020┃ 0404┈ 4040┊ 0303═ 3030║
  0110┌ 0210┍ 0120┎ 0220┏ 0011┐ 0012┑ 0021┒ 0022┓
  1100└ 1200┕ 2100┖ 2200┗ 1001┘ 1002┙ 2001┚ 2002┛
  1110├ 1210┝ 2110┞ 1120┟ 2120┠ 2210┡ 1220┢ 2220┣
  1011┤ 1012┥ 2011┦ 1021┧ 2021┨ 2012┩ 1022┪ 2022┫
  0111┬ 0112┭ 0211┮ 0212┯ 0121┰ 0122┱ 0221┲ 0222┳
  1101┴ 1102┵ 1201┶ 1202┷ 2101┸ 2102┹ 2201┺ 2202┻
  1111┼ 1112┽ 1211┾ 1212┿ 2111╀ 1121╁ 2121╂ 2112╃
  2211╄ 1122╅ 1221╆ 2212╇ 1222╈ 2122╉ 2221╊ 2222╋
  0201╼ 1020╽ 0102╾ 2010╿
  0310╒ 0130╓ 0330╔ 0013╕ 0031╖ 0033╗ 1300╘ 3100╙ 3300╚ 1003╛ 3001╜ 3003╝
  1310╞ 3130╟ 3330╠ 1013╡ 3031╢ 3033╣ 0313╤ 0131╥ 0333╦ 1303╧ 3101╨ 3303╩
  1313╪ 3131╫ 3333╬
`;

const characters: ReadonlyMap<string, string> = new Map(
  BOX_DRAWING.trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 4), entry.slice(4)]),
);

/** Rounded corners, by the light strokes that they replace. */
const ROUNDED: ReadonlyMap<string, string> = new Map([
  ['0110', '╭'],
  ['0011', '╮'],
  ['1001', '╯'],
  ['1100', '╰'],
]);

/** Of lines that go straight on: `-` for a light one. */
const ASCII = {
  level: [' ', '-', '=', '~', '.'],
  upright: [' ', '|', '#', '#', ':'],
} as const;

export function glyph(strokes: Strokes, charset: Charset, rounded: boolean): string {
  const whole = straightened(strokes);
  if (charset === 'ascii') return asciiGlyph(whole);
  const key = whole.join('');
  const round = rounded ? ROUNDED.get(key) : undefined;
  return round ?? characters.get(key) ?? characters.get(simpler(whole)) ?? '┼';
}

/** A line that ends in a cell goes through it. */
function straightened([up, right, down, left]: Strokes): Strokes {
  if (up + down === 0) return [0, right || left, 0, left || right];
  if (right + left === 0) return [up || down, 0, down || up, 0];
  return [up, right, down, left];
}

/** What has no character in all its kinds of lines has one in light and heavy ones. */
function simpler(strokes: Strokes): string {
  const plain = strokes.map((stroke) => (stroke === DOTTED || stroke === DOUBLE ? LIGHT : stroke));
  return plain.join('');
}

function asciiGlyph([up, right, down, left]: Strokes): string {
  if (up + down === 0) return ASCII.level[Math.max(right, left)] ?? '-';
  if (right + left === 0) return ASCII.upright[Math.max(up, down)] ?? '|';
  return '+';
}
