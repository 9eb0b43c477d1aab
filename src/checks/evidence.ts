import type { Evidence } from './result.ts';

const MAX_TEXT = 16 * 1024;

/** A command's raw output, its middle left out where it is long. */
export function textEvidence(what: string, text: string): Evidence {
  if (text.length <= MAX_TEXT) return { what, data: text };
  const half = MAX_TEXT / 2;
  const leftOut = text.length - MAX_TEXT;
  return {
    what,
    data: `${text.slice(0, half)}\n… ${leftOut} characters left out …\n${text.slice(-half)}`,
  };
}
