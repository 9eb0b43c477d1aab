/** A web server on loopback that serves one file, and misbehaves as it is told. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Behaviour {
  /** Closes the connection after so many bytes of the answer. */
  readonly cutAfter?: number;
  /** Sends nothing more after so many bytes, and keeps the connection. */
  readonly stallAfter?: number;
  /** Answers with this instead of the file. */
  readonly status?: number;
  readonly location?: string;
  /** Does not say how much it sends. */
  readonly unsized?: boolean;
  /** Sends all of it, whatever part was asked for. */
  readonly ignoreRange?: boolean;
}

export interface ImageServer {
  readonly url: string;
  /** What each request asked for: `all`, or the range. */
  readonly asked: readonly string[];
  serve(body: Buffer, etag?: string): void;
  /** For the next requests, one each; then it behaves again. */
  behave(...next: readonly Behaviour[]): void;
  close(): Promise<void>;
}

export async function imageServer(): Promise<ImageServer> {
  const asked: string[] = [];
  const plan: Behaviour[] = [];
  let file: { readonly body: Buffer; readonly etag: string } = { body: Buffer.of(), etag: '' };
  const server = createServer((request, response) => {
    asked.push(request.headers.range ?? 'all');
    answer(request, response, file, plan.shift() ?? {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/disk.qcow2`,
    asked,
    serve: (body, etag = '"1"') => {
      file = { body, etag };
    },
    behave: (...next) => {
      plan.push(...next);
    },
    close: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { body, etag }: { readonly body: Buffer; readonly etag: string },
  { status, location, cutAfter, stallAfter, unsized, ignoreRange }: Behaviour,
): void {
  if (status !== undefined) {
    response.writeHead(status, location === undefined ? {} : { location }).end('not the file');
    return;
  }
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const isSame = (request.headers['if-range'] ?? etag) === etag;
  const start = ignoreRange === true || !isSame ? 0 : from;
  if (start > 0 && start >= body.length) {
    response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
    return;
  }
  const rest = body.subarray(start);
  const place = `bytes ${start}-${body.length - 1}/${body.length}`;
  response.writeHead(start === 0 ? 200 : 206, {
    ...(unsized === true ? {} : { 'content-length': rest.length }),
    etag,
    ...(start === 0 ? {} : { 'content-range': place }),
  });
  const limit = cutAfter ?? stallAfter;
  if (limit === undefined) {
    response.end(rest);
    return;
  }
  response.write(rest.subarray(0, limit), () => {
    if (cutAfter !== undefined) response.destroy();
  });
}
