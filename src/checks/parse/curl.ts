/** What `curl -sS -w` prints with the write-out below. */

export interface HttpAnswer {
  readonly status: number;
  /** Without the newlines at its end. */
  readonly body: string;
}

const MARK = '@@wirelab status';
/** For curl's `-w`: the status after the body, on a line of its own. */
export const CURL_WRITE_OUT = `\\n${MARK} %{http_code}\\n`;
const STATUS = new RegExp(`\\n${MARK} (\\d{3})\\n?$`);

/** Null when no answer came. */
export function parseCurl(output: string): HttpAnswer | null {
  const match = STATUS.exec(output);
  const status = Number(match?.[1] ?? 0);
  if (match === null || status === 0) return null;
  return { status, body: output.slice(0, match.index).replace(/\n+$/, '') };
}
