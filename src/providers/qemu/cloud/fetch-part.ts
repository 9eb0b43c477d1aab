/** One try at the rest of a file over HTTP. */
import { statSync } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { freeBytes, fullError, isFull } from '../../../lib/disk-space.ts';
import { HarnessError } from '../../../lib/errors.ts';
import type { StepContext } from '../../provider.ts';
import { progressNews, megabytes } from './progress-news.ts';

export interface Part {
  /** What is downloaded, for people: `image fedora`. */
  readonly what: string;
  readonly url: string;
  /** Holds what has come so far. Beside it, with `.etag`, lies which version that is of. */
  readonly file: string;
  /** Without a byte for so long, the connection counts as lost. */
  readonly stallMs: number;
}

/** What has come so far is not of the file that the server has. */
export class PartRefused extends Error {}

/** Bytes that a file has; 0 when it is not there. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

export function tagFile({ file }: Pick<Part, 'file'>): string {
  return `${file}.etag`;
}

/**
 * Appends what is missing.
 * @throws HarnessError when another try cannot help, PartRefused when one from the beginning may,
 *   Error when one may
 * @throws the signal's reason
 */
export async function fetchPart(part: Part, context: StepContext): Promise<void> {
  const stalled = new AbortController();
  const lost = new Error(`no byte came within ${part.stallMs / 1000} s`);
  let timer: NodeJS.Timeout | undefined;
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled.abort(lost);
    }, part.stallMs);
  };
  alive();
  try {
    await append(part, AbortSignal.any([context.signal, stalled.signal]), context, alive);
  } catch (error) {
    context.signal.throwIfAborted();
    throw stalled.signal.aborted ? lost : error;
  } finally {
    clearTimeout(timer);
  }
}

async function append(
  part: Part,
  signal: AbortSignal,
  { progress }: StepContext,
  alive: () => void,
): Promise<void> {
  const have = sizeOf(part.file);
  const response = await ask(part, have, signal);
  if (response === null) return;
  const start = response.status === 206 ? have : 0;
  const length = response.headers.get('content-length');
  const total = length === null ? null : start + Number(length);
  const directory = dirname(part.file);
  if (total !== null && total - start > freeBytes(directory)) {
    await response.body?.cancel();
    await rm(part.file, { force: true });
    throw fullError(directory, total, new Error('the server says how large it is'));
  }
  await writeFile(tagFile(part), response.headers.get('etag') ?? '');
  const news = progressNews(part.what, start, total, progress);
  const output = await open(part.file, start === 0 ? 'w' : 'a');
  let size = start;
  try {
    for await (const chunk of bodyOf(response)) {
      alive();
      await output.writeFile(chunk);
      size += chunk.length;
      news(size);
    }
  } catch (error) {
    if (isFull(directory, error)) {
      await rm(part.file, { force: true });
      throw fullError(directory, total ?? size, error);
    }
    throw wasCut(size, total, error);
  } finally {
    await output.close();
  }
  if (total !== null && size !== total) throw wasCut(size, total, null);
}

function wasCut(size: number, total: number | null, cause: unknown): Error {
  const of = total === null ? '' : ` of ${megabytes(total)}`;
  return new Error(`the connection was cut after ${megabytes(size)}${of} MB`, { cause });
}

function bodyOf({ body }: Response): AsyncIterable<Uint8Array> {
  if (body === null) throw new Error('the answer is empty');
  return body;
}

/** The answer, which holds the rest or the whole; null when nothing is missing. */
async function ask(part: Part, have: number, signal: AbortSignal): Promise<Response | null> {
  const tag = await readFile(tagFile(part), 'utf8').catch(() => '');
  const range = have === 0 ? {} : { range: `bytes=${have}-` };
  // A weak tag, W/"…", may be the same for different bytes (RFC 9110, 13.1.5).
  const ifSame = have === 0 || !tag.startsWith('"') ? {} : { 'if-range': tag };
  let response: Response;
  try {
    // A body that is packed for the way has another length and another checksum.
    const headers = { ...range, ...ifSame, 'accept-encoding': 'identity' };
    response = await fetch(part.url, { headers, signal });
  } catch (error) {
    throw unreachable(error);
  }
  const { status, statusText } = response;
  if (status === 200) return response;
  const place = response.headers.get('content-range') ?? '';
  if (status === 206) {
    if (place.startsWith(`bytes ${have}-`)) return response;
    await response.body?.cancel();
    throw new PartRefused(`the server sends another part than asked for (${place})`);
  }
  await response.body?.cancel();
  if (status === 416) {
    if (place === `bytes */${have}`) return null;
    throw new PartRefused('the server has less than is here already');
  }
  const answer = `the server answers ${`${status} ${statusText}`.trim()}`;
  if (status === 429 || status >= 500) throw new Error(answer);
  const where = response.url === part.url ? part.url : `${part.url}, redirected to ${response.url}`;
  throw new HarnessError(`${part.what}: ${where} cannot be downloaded: ${answer}`, {
    remedy: 'look at the address in images.yaml; the image may have been moved or replaced',
  });
}

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host (DNS)',
  EAI_AGAIN: 'the name of the host cannot be looked up now (DNS)',
  ECONNREFUSED: 'the server takes no connection',
  ECONNRESET: 'the server closed the connection',
  UND_ERR_SOCKET: 'the server closed the connection',
  UND_ERR_CONNECT_TIMEOUT: 'the server does not answer',
};

/** What fetch says is that it failed; the reason is its cause. */
function unreachable(error: unknown): Error {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const reason = reasons[code] ?? (message === 'redirect count exceeded' ? looping : message);
  return new Error(reason, { cause: error });
}

const looping = 'it redirects more than 20 times';
