const NEEDS_NO_QUOTES = /^[\w@%+=:,./-]+$/;

/** One word of a POSIX shell command line that stands for exactly this text. */
export function shellQuote(text: string): string {
  if (NEEDS_NO_QUOTES.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
