import { randomUUID } from 'node:crypto';
import type { TokenAuthority } from '@warifu/bank';
import { Bug } from '@warifu/base';
import { AuthorityUnavailable, IdempotencyConflict } from '@warifu/token';
import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';
import {
  BeginReplaceAnswer,
  BindAnswer,
  HandOutAnswer,
  ReleaseAnswer,
  ReplaceAnswer,
  StateAnswer,
  TokenStateAnswer,
  UnlockAnswer,
  VerdictAnswer,
} from './shapes.ts';

export interface ConnectOptions {
  /** Where the authority's site is, for example `https://token.example.jp`. */
  readonly url: string;
  /** The relying party's key. */
  readonly key: string;
  /** For one call, a second try included. */
  readonly timeoutMs: number;
}

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** What 404 means, where it is an answer. */
  readonly missing?: unknown;
}

/**
 * The authority as a relying party reaches it over HTTP: the same port as in one process.
 *
 * A connection lost on the way is tried once more with the same idempotency key, so nothing happens twice. What cannot
 * be reached, does not answer in time, or answers what is no answer is thrown as `AuthorityUnavailable`.
 */
export function connectTokenAuthority(options: ConnectOptions): TokenAuthority {
  const post = <Shape extends TSchema>(
    path: string,
    shape: Shape,
    idempotencyKey: string,
    body: unknown,
  ): Promise<Static<Shape>> => ask(options, { method: 'POST', path, body, idempotencyKey }, shape);
  const at = (subject: string, act: string) => `/v1/bindings/${encodeURIComponent(subject)}/${act}`;
  return {
    validate: ({ subject, idempotencyKey, code, nextCode, purpose }) =>
      post(at(subject, 'validate'), VerdictAnswer, idempotencyKey, { code, nextCode, purpose }),
    bind: ({ idempotencyKey, subject, tokenId, code, nextCode }) =>
      post('/v1/bindings', BindAnswer, idempotencyKey, { subject, tokenId, code, nextCode }),
    beginReplace: ({ subject, idempotencyKey, code, nextCode }) =>
      post(at(subject, 'replacements'), BeginReplaceAnswer, idempotencyKey, { code, nextCode }),
    replace: ({ subject, idempotencyKey, proof, newTokenId, code, nextCode }) => {
      const body = { proof, newTokenId, newCode: code, newNextCode: nextCode };
      return post(at(subject, 'replace'), ReplaceAnswer, idempotencyKey, body);
    },
    end: ({ subject, idempotencyKey, code, nextCode }) =>
      post(at(subject, 'end'), VerdictAnswer, idempotencyKey, { code, nextCode }),
    stateOf: (subject) =>
      ask(options, { method: 'GET', path: `/v1/bindings/${encodeURIComponent(subject)}` }, StateAnswer),
    release: ({ subject, reason }) => post(at(subject, 'release'), ReleaseAnswer, randomUUID(), { reason }),
    unlock: ({ subject, reason }) => post(at(subject, 'unlock'), UnlockAnswer, randomUUID(), { reason }),
    tokenOf: async (typed) => {
      const asked = {
        method: 'GET',
        path: `/v1/tokens/${encodeURIComponent(typed)}`,
        missing: UNKNOWN,
      } as const;
      const answer = await ask(options, asked, TokenLookupAnswer);
      if (answer.outcome === 'unknown') return answer;
      const { bindings: _, ...found } = answer;
      return found;
    },
    handOut: ({ tokenIdOrSerial, subject, reason, idempotencyKey }) => {
      const path = `/v1/tokens/${encodeURIComponent(tokenIdOrSerial)}/hand-outs`;
      return post(path, HandOutAnswer, idempotencyKey, { subject, reason });
    },
  };
}

const UNKNOWN = { outcome: 'unknown' } as const;
const TokenLookupAnswer = Type.Union([TokenStateAnswer, Type.Object({ outcome: Type.Literal('unknown') })]);

async function ask<Shape extends TSchema>(
  { url, key, timeoutMs }: ConnectOptions,
  { method, path, body, idempotencyKey, missing }: Asked,
  shape: Shape,
): Promise<Static<Shape>> {
  const signal = AbortSignal.timeout(timeoutMs);
  const request: RequestInit = {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'error',
    signal,
  };
  const { status, text } = await exchange(new URL(path, url), request, signal);
  if (status === 409) throw new IdempotencyConflict();
  if (status === 404 && missing !== undefined) return missing as Static<Shape>;
  if (status === 400 || status === 404 || status === 413 || status === 415 || status === 422)
    throw new Bug(`the authority does not take our call: ${status}`);
  if (status !== 200) throw new AuthorityUnavailable(`the authority answered ${status}`);
  const answer = parse(text);
  if (!Value.Check(shape, answer)) throw new AuthorityUnavailable('the authority answered what is no answer');
  return answer as Static<Shape>;
}

interface Exchanged {
  readonly status: number;
  readonly text: string;
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
  } catch (error) {
    const why = signal.aborted ? 'the authority did not answer in time' : 'the authority cannot be reached';
    throw new AuthorityUnavailable(why, { cause: error });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
