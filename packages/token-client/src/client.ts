import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { AuthorityUnavailable, CallNotTaken, IdempotencyConflict } from './faults.ts';
import type { AdministerCall, BindAnswer, ReplaceAnswer, StateAnswer, TokenAuthorityClient } from './port.ts';
import * as shapes from './shapes.ts';

export interface ConnectOptions {
  /** Where the authority's site is, for example `https://token.example.jp`. */
  readonly url: string;
  /** The relying party's key. */
  readonly key: string;
  /** For one call, a second try included. */
  readonly timeoutMs: number;
  /** Headers to send along with each call, such as the number of the request that it is made for. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
}

const pathOf = (subject: string, ...act: readonly string[]): string =>
  ['/v1/bindings', encodeURIComponent(subject), ...act].join('/');

/**
 * The authority as a relying party reaches it over HTTP.
 *
 * A connection lost on the way is tried once more with the same idempotency key, so nothing happens twice. What cannot
 * be reached, does not answer in time, or answers what is no answer is thrown as `AuthorityUnavailable`.
 */
export function connectTokenAuthority<Instant = number>(
  options: ConnectOptions,
): TokenAuthorityClient<Instant> {
  const post = async <Shape extends TSchema>(
    path: string,
    shape: Shape,
    idempotencyKey: string,
    body: unknown,
  ): Promise<Static<Shape>> =>
    answerOf(await ask(options, { method: 'POST', path, body, idempotencyKey }), shape);
  const get = (path: string): Promise<Exchanged> => ask(options, { method: 'GET', path });
  const administer = <Shape extends TSchema>(act: string, shape: Shape, call: AdministerCall) => {
    const { subject, reason, idempotencyKey = crypto.randomUUID() } = call;
    return post(pathOf(subject, act), shape, idempotencyKey, { reason });
  };
  return {
    validate: ({ subject, idempotencyKey, code, nextCode, purpose }) =>
      post(pathOf(subject, 'validate'), shapes.VerdictAnswer, idempotencyKey, { code, nextCode, purpose }),
    bind: async ({ idempotencyKey, subject, tokenId, code, nextCode }) => {
      const body = { subject, tokenId, code, nextCode };
      return (await post('/v1/bindings', shapes.BindAnswer, idempotencyKey, body)) as BindAnswer<Instant>;
    },
    beginReplace: ({ subject, idempotencyKey, code, nextCode }) =>
      post(pathOf(subject, 'replacements'), shapes.BeginReplaceAnswer, idempotencyKey, { code, nextCode }),
    replace: async ({ subject, idempotencyKey, proof, newTokenId, code, nextCode }) => {
      const body = { proof, newTokenId, newCode: code, newNextCode: nextCode };
      const answer = await post(pathOf(subject, 'replace'), shapes.ReplaceAnswer, idempotencyKey, body);
      return answer as ReplaceAnswer<Instant>;
    },
    end: ({ subject, idempotencyKey, code, nextCode }) =>
      post(pathOf(subject, 'end'), shapes.VerdictAnswer, idempotencyKey, { code, nextCode }),
    stateOf: async (subject) =>
      answerOf(await get(pathOf(subject)), shapes.StateAnswer) as StateAnswer<Instant>,
    release: (call) => administer('release', shapes.ReleaseAnswer, call),
    unlock: (call) => administer('unlock', shapes.UnlockAnswer, call),
    tokenOf: async (tokenIdOrSerial) => {
      const exchanged = await get(`/v1/tokens/${encodeURIComponent(tokenIdOrSerial)}`);
      if (exchanged.status === 404) return { outcome: 'unknown' };
      const { bindings: _, ...found } = answerOf(exchanged, shapes.TokenStateAnswer);
      return found;
    },
    handOut: ({ tokenIdOrSerial, subject, reason, idempotencyKey }) => {
      const path = `/v1/tokens/${encodeURIComponent(tokenIdOrSerial)}/hand-outs`;
      return post(path, shapes.HandOutAnswer, idempotencyKey, { subject, reason });
    },
  };
}

interface Exchanged {
  readonly status: number;
  readonly text: string;
}

function ask({ url, key, timeoutMs, headers }: ConnectOptions, asked: Asked): Promise<Exchanged> {
  const { method, path, body, idempotencyKey } = asked;
  const signal = AbortSignal.timeout(timeoutMs);
  const request: RequestInit = {
    method,
    headers: {
      ...headers?.(),
      authorization: `Bearer ${key}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'error',
    signal,
  };
  return exchange(new URL(path, url), request, signal);
}

/** Sends, and sends once more where the connection was lost; never after the time is over. */
async function exchange(url: URL, request: RequestInit, signal: AbortSignal): Promise<Exchanged> {
  const send = async (): Promise<Exchanged> => {
    const response = await fetch(url, request);
    return { status: response.status, text: await response.text() };
  };
  try {
    return await send().catch((error: unknown) => {
      if (signal.aborted) throw error;
      return send();
    });
  } catch (cause) {
    const why = signal.aborted ? 'the authority did not answer in time' : 'the authority cannot be reached';
    throw new AuthorityUnavailable(why, { cause });
  }
}

const NOT_TAKEN: ReadonlySet<number> = new Set([400, 404, 413, 415, 422]);

function answerOf<Shape extends TSchema>({ status, text }: Exchanged, shape: Shape): Static<Shape> {
  if (status === 409) throw new IdempotencyConflict();
  if (NOT_TAKEN.has(status)) throw new CallNotTaken(`the authority does not take this call: ${status}`);
  if (status !== 200) throw new AuthorityUnavailable(`the authority answered ${status}`, { status });
  const answer = parse(text);
  if (Value.Check(shape, answer)) return answer as Static<Shape>;
  throw new AuthorityUnavailable('the authority answered what is no answer', { status });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
