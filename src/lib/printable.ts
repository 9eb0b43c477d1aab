/** The text without what no file of text should hold: each control or broken character is U+FFFD. */
export function printable(text: string): string {
  return text.replace(
    /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu,
    '\ufffd',
  );
}
