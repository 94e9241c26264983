import { lookup as lookUp } from 'node:dns';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isLoopback } from '../config.ts';

/** What the authority answered. */
export interface AuthorityAnswer {
  readonly status: number;
  /** Parsed from JSON; `undefined` where it was none. */
  readonly body: unknown;
}

const ANSWER_BYTES_MAX = 65_536;

/**
 * The authority's origin, or `undefined` where it must not be used: the device knows the authority by TLS alone, so
 * plain http serves for this computer only.
 */
export function authorityOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin } = new URL(text);
  if (protocol === 'https:') return origin;
  return protocol === 'http:' && isOwnMachine(hostname) ? origin : undefined;
}

/** Asks the authority; `undefined` where no whole answer came within the time. */
export function askAuthority(
  origin: string,
  path: string,
  { body, timeoutMs }: { readonly body?: unknown; readonly timeoutMs: number },
): Promise<AuthorityAnswer | undefined> {
  const url = new URL(path, origin);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    accept: 'application/json',
    ...(text !== undefined && { 'content-type': 'application/json' }),
  };
  return new Promise((resolve) => {
    const asked: ClientRequest = request(url, {
      method: text === undefined ? 'GET' : 'POST',
      headers,
      lookup,
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    });
    asked.once('error', () => resolve(undefined));
    asked.once('response', (response) => {
      readAnswer(response).then(resolve, () => resolve(undefined));
    });
    asked.end(text);
  });
}

async function readAnswer(response: IncomingMessage): Promise<AuthorityAnswer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) throw new Error('the answer is too long');
    parts.push(part);
  }
  const status = response.statusCode ?? 0;
  try {
    return { status, body: JSON.parse(Buffer.concat(parts).toString()) };
  } catch {
    return { status, body: undefined };
  }
}

/** Names below `localhost` are this machine (RFC 6761 §6.3); not every system's resolver knows. */
const lookup: LookupFunction = (hostname, options, callback) => {
  if (!isOwnMachine(hostname)) return lookUp(hostname, options, callback);
  if (options.all === true) return callback(null, [{ address: '127.0.0.1', family: 4 }]);
  callback(null, '127.0.0.1', 4);
};

function isOwnMachine(hostname: string): boolean {
  return isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')) || hostname.endsWith('.localhost');
}
