import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';

/** Lexical tokens; a node with its containers and checks has about 350. */
const MOST_TOKENS = 50_000;

/** Collections within collections. The library composes recursively, on the stack. */
const DEEPEST = 64;

export type Composed =
  | {
      readonly ok: true;
      readonly document: Document.Parsed;
      /** Offset at which a second document begins; null when there is one only. */
      readonly second: number | null;
    }
  | {
      readonly ok: false;
      /** Offset at which the text was given up. */
      readonly offset: number;
      readonly message: string;
    };

/** Reads the first YAML document of a text, unless it is too large or too deep to be sensible. */
export function composeDocument(text: string): Composed {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > MOST_TOKENS) {
      const message = `expected at most ${MOST_TOKENS} YAML tokens, found more`;
      return { ok: false, offset: 0, message };
    }
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEEPEST) {
      const message = `the values are nested more than ${DEEPEST} deep`;
      return { ok: false, offset: parser.offset, message };
    }
  }
  tokens.push(...parser.end());
  // The library's own search for repeated keys takes quadratic time.
  const composer = new Composer({ merge: true, stringKeys: true, uniqueKeys: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (document === undefined) throw new Error('yaml composed no document');
  return { ok: true, document, second: second?.range[0] ?? null };
}
