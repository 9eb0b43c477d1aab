import pLimit from 'p-limit';
import type { LimitFunction } from 'p-limit';
import ssh2 from 'ssh2';
import type { Client, ConnectConfig, ServerHostKeyAlgorithm } from 'ssh2';
import { HarnessError } from '../../lib/errors.ts';
import type { SshAccess } from '../../providers/provider.ts';
import { keyTypeOf, signatureAlgorithms } from './host-key.ts';
import { startProxy } from './proxy.ts';

/** Keep-alives that may stay without an answer before the connection counts as lost. */
const keepAliveMisses = 3;

export interface ConnectOptions {
  readonly privateKey: Buffer;
  /** For the handshake and the login together. */
  readonly timeoutMs: number;
  readonly keepAliveMs: number;
  readonly signal: AbortSignal;
}

/** A connection that is logged in. */
export interface Connection {
  readonly client: Client;
  /** Guards the channels that commands leave free: sshd allows 10, commands take 8. */
  readonly spareChannels: LimitFunction;
  /** Why there is no connection any more; null while there is one. */
  lost(): string | null;
  /** Ends it and waits until the proxy is gone. */
  close(): Promise<void>;
}

// X25519 is the cheapest key exchange, and every OpenSSH since 6.5 offers it. Emulated processors
// have no fast carry-less multiplication, which makes GCM cost twice as much as ChaCha20 or more.
const algorithms: NonNullable<ConnectConfig['algorithms']> = {
  kex: ['curve25519-sha256', 'ecdh-sha2-nistp256'],
  cipher: ['chacha20-poly1305@openssh.com', 'aes128-gcm@openssh.com', 'aes128-ctr'],
  hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-256'],
  compress: ['none'],
};

/**
 * Connects and logs in, once.
 * @throws HarnessError when another try cannot help: wrong host key, login refused, no common
 *   algorithm, proxy that cannot be started
 * @throws Error when another try may help
 */
export async function connect(access: SshAccess, options: ConnectOptions): Promise<Connection> {
  const keyType = keyTypeOf(access.hostKey);
  options.signal.throwIfAborted();
  const proxy = await startProxy(access.proxy);
  const client = new ssh2.Client();
  let offeredKey = access.hostKey;
  let failure: Error | null = null;
  let isClosed = false;
  // ssh2 leaves it to the other side to close; a proxy that stays would keep commands waiting.
  const hangUp = (error: Error) => {
    failure ??= error;
    proxy.stream.destroy();
  };
  client.on('error', hangUp);
  client.on('end', () => {
    hangUp(new Error('closed by the other side'));
  });
  client.on('close', () => (isClosed = true));

  const loggedIn = login(client, options.signal);
  client.connect({
    sock: proxy.stream,
    username: access.user,
    privateKey: options.privateKey,
    authHandler: ['publickey'],
    hostVerifier: (key: Buffer) => {
      offeredKey = key.toString('base64');
      return offeredKey === access.hostKey;
    },
    readyTimeout: options.timeoutMs,
    keepaliveInterval: options.keepAliveMs,
    keepaliveCountMax: keepAliveMisses,
    algorithms: {
      ...algorithms,
      serverHostKey: [...signatureAlgorithms(keyType)] as ServerHostKeyAlgorithm[],
    },
  });
  const describe = () => {
    const words = [failure?.message ?? 'closed', proxy.describe()];
    return words.filter((word) => word !== null).join('; ');
  };
  if (await loggedIn) {
    return {
      client,
      spareChannels: pLimit(2),
      lost: () => (isClosed ? describe() : null),
      close: async () => {
        client.end();
        await proxy.end();
      },
    };
  }

  await proxy.end();
  options.signal.throwIfAborted();
  if (offeredKey !== access.hostKey) {
    throw new HarnessError(
      `the host key is not the pinned one: expected ${keyType} ${access.hostKey}, got ${offeredKey}`,
      { remedy: 'another machine answers at this address, or the image was rebuilt meanwhile' },
    );
  }
  if (isFinal(failure)) {
    throw new HarnessError(`SSH as ${access.user} is refused: ${describe()}`, {
      cause: failure,
    });
  }
  throw new Error(describe(), { cause: failure });
}

/** Resolves with whether the login went through. */
function login(client: Client, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isReady: boolean) => {
      signal.removeEventListener('abort', fail);
      resolve(isReady);
    };
    const fail = () => {
      settle(false);
    };
    signal.addEventListener('abort', fail);
    client.once('error', fail).once('close', fail);
    client.once('ready', () => {
      settle(true);
    });
  });
}

/** Whether ssh2 failed for a reason that stays. */
function isFinal(error: (Error & { level?: string }) | null): boolean {
  if (error === null) return false;
  return error.level === 'client-authentication' || error.message.includes('no matching');
}
