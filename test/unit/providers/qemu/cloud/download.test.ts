import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HarnessError } from '../../../../../src/lib/errors.ts';
import { download } from '../../../../../src/providers/qemu/cloud/download.ts';
import { type ImageServer, imageServer } from './image-server.ts';

const disk = randomBytes(3_000_000);
const sha256 = createHash('sha256').update(disk).digest('hex');
const impatient = { tries: 2, firstPauseMs: 1, stallMs: 300 };

let directory = '';
let server: ImageServer;
let news: string[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'wirelab-download-'));
  server = await imageServer();
  server.serve(disk);
  news = [];
});
afterEach(async () => {
  await server.close();
  rmSync(directory, { recursive: true });
});

const file = (): string => join(directory, 'disk');
const part = (): string => `${file()}.part`;

function fetchIt(url = server.url, signal = new AbortController().signal): Promise<void> {
  const order = { what: 'image cloud', url, sha256, file: file() };
  const progress = (message: string): void => {
    news.push(message);
  };
  return download(order, { signal, progress }, impatient);
}

async function failureOf(work: Promise<void>): Promise<HarnessError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HarnessError)) throw new Error(`expected a failure: ${String(error)}`);
  return error;
}

test('a file comes with news of how much of it is there', async () => {
  await fetchIt();
  expect(readFileSync(file()).equals(disk)).toBe(true);
  expect(readdirSync(directory)).toEqual(['disk']);
  expect(news.at(-1)).toMatch(/^image cloud: downloading, 100 %, 3\.0 of 3\.0 MB, [\d.]+ MB\/s$/);
});

test('a connection that is cut is taken up where it ended', async () => {
  server.behave({ cutAfter: 1_000_000 }, { cutAfter: 500_000 });
  await fetchIt();
  expect(readFileSync(file()).equals(disk)).toBe(true);
  expect(server.asked).toHaveLength(3);
  expect(server.asked[0]).toBe('all');
  const starts = server.asked.slice(1).map((range) => Number(/^bytes=(\d+)-$/.exec(range)?.[1]));
  expect(starts[0]).toBeGreaterThan(0);
  expect(starts[1]).toBeGreaterThan(starts[0] ?? Infinity);
  expect(news.join('\n')).toMatch(/the connection was cut after .* of 3\.0 MB; trying again/);
});

test('one that goes on saying nothing is given up, and taken up again', async () => {
  server.behave({ stallAfter: 1_000_000 });
  await fetchIt();
  expect(readFileSync(file()).equals(disk)).toBe(true);
  expect(news.join('\n')).toContain('no byte came within 0.3 s; trying again');
});

test('what an earlier run got is used by the next one', async () => {
  server.behave({ cutAfter: 1_000_000 }, { status: 503 }, { status: 503 });
  const { message, remedy } = await failureOf(fetchIt());
  expect(message).toMatch(/cannot be downloaded: the server answers 503 .*; [\d.]+ MB are here$/);
  expect(remedy).toBe('run it again: it goes on where it stopped');
  expect(existsSync(file())).toBe(false);
  expect(existsSync(part())).toBe(true);

  await fetchIt();
  expect(server.asked.at(-1)).toMatch(/^bytes=\d+-$/);
  expect(readFileSync(file()).equals(disk)).toBe(true);
});

test('a server that knows no parts sends all of it', async () => {
  server.behave({ cutAfter: 1_000_000 }, { ignoreRange: true });
  await fetchIt();
  expect(readFileSync(file()).equals(disk)).toBe(true);
});

test('a file that was replaced meanwhile is fetched from its beginning', async () => {
  server.serve(randomBytes(2_000_000), '"old"');
  server.behave({ cutAfter: 1_000_000 }, { status: 503 }, { status: 503 });
  await failureOf(fetchIt());
  server.serve(disk, '"new"');
  await fetchIt();
  expect(readFileSync(file()).equals(disk)).toBe(true);
});

test('a part that does not fit is thrown away, once', async () => {
  writeFileSync(part(), randomBytes(1_000_000));
  await fetchIt();
  expect(news.join('\n')).toContain('what was here before does not fit');
  expect(readFileSync(file()).equals(disk)).toBe(true);
});

test('so is one that is longer than the file', async () => {
  writeFileSync(part(), randomBytes(4_000_000));
  await fetchIt();
  expect(readFileSync(file()).equals(disk)).toBe(true);
});

test('a part that is complete is only checked', async () => {
  writeFileSync(part(), disk);
  await fetchIt();
  expect(server.asked).toEqual([`bytes=${disk.length}-`]);
  expect(readFileSync(file()).equals(disk)).toBe(true);
});

test('wrong bytes are told with both checksums, not kept, and fetched anew by the next run', async () => {
  const wrong = randomBytes(1_000_000);
  server.serve(wrong);
  const { message, remedy } = await failureOf(fetchIt());
  const found = createHash('sha256').update(wrong).digest('hex');
  expect(message).toBe(
    `image cloud: ${server.url} has another checksum: expected sha256 ${sha256}, found ${found}`,
  );
  expect(remedy).toContain('images.yaml');
  expect(readdirSync(directory)).toEqual([]);

  server.serve(disk);
  await fetchIt();
  expect(readFileSync(file()).equals(disk)).toBe(true);
});

test('redirections are followed, and named when they lead nowhere', async () => {
  server.behave({ status: 302, location: '/elsewhere.qcow2' });
  await fetchIt();
  rmSync(file());

  server.behave({ status: 302, location: '/gone.qcow2' }, { status: 404 });
  const { message, remedy } = await failureOf(fetchIt());
  const gone = server.url.replace('disk.qcow2', 'gone.qcow2');
  expect(message).toBe(
    `image cloud: ${server.url}, redirected to ${gone} cannot be downloaded: the server answers 404 Not Found`,
  );
  expect(remedy).toContain('look at the address in images.yaml');
});

test('redirections without an end are given up', async () => {
  server.behave(...Array.from({ length: 60 }, () => ({ status: 302, location: '/again' })));
  expect((await failureOf(fetchIt())).message).toContain('it redirects more than 20 times');
});

test('a host that does not exist, or takes no connection, is told so', async () => {
  const nowhere = await failureOf(fetchIt('http://wirelab.invalid/disk.qcow2'));
  expect(nowhere.message).toMatch(/\(DNS\)$/);
  expect(nowhere.remedy).toContain('look at the address');
  const { url } = server;
  await server.close();
  expect((await failureOf(fetchIt(url))).message).toContain('the server takes no connection');
});

test('an interruption ends it at once, and keeps what is there', async () => {
  server.behave({ stallAfter: 1_000_000 });
  const controller = new AbortController();
  const fetching = fetchIt(server.url, controller.signal);
  const rejected = expect(fetching).rejects.toThrow('enough');
  await vi.waitFor(() => {
    expect(existsSync(part())).toBe(true);
  });
  controller.abort(new Error('enough'));
  await rejected;
  expect(existsSync(part())).toBe(true);
});
