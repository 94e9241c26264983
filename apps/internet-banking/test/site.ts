import { fileURLToPath } from 'node:url';
import type { Bank } from '@warifu/bank';
import type { FastifyInstance } from 'fastify';
import { buildInternetBanking, type InternetBankingOptions } from '../src/index.ts';
import { fakeBank } from './fake-bank.ts';
import { NOW } from './fixtures.ts';

export const ORIGIN = 'http://bank.localhost:8080';
export const PUBLIC_DIRECTORY = fileURLToPath(new URL('../dist/public', import.meta.url));

/** The site on a bank of functions. */
export const siteOf = (
  bank: Partial<Bank> = {},
  options: Partial<InternetBankingOptions> = {},
): Promise<FastifyInstance> =>
  buildInternetBanking({
    bank: fakeBank(bank),
    bankName: { ja: 'わりふ信用金庫', en: 'Warifu Shinkin Bank' },
    origin: ORIGIN,
    tokenAppOrigin: 'http://token.localhost:8081',
    clock: () => NOW,
    demo: true,
    secureCookies: false,
    cookieSecret: new Uint8Array(32).fill(7),
    publicDirectory: PUBLIC_DIRECTORY,
    rateLimits: 'off',
    ...options,
  });

export interface Sent {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly location: string | undefined;
  readonly cookies: Readonly<Record<string, string>>;
}

/** A browser of its own: keeps cookies, and takes the form token from the page that it posts from. */
export function browserOf(site: FastifyInstance, cookies: Readonly<Record<string, string>> = {}) {
  const jar: Record<string, string> = { ...cookies };
  const send = async (request: Parameters<FastifyInstance['inject']>[0]): Promise<Sent> => {
    const answer = await site.inject(request as never);
    for (const cookie of answer.cookies) {
      if (cookie.value === '') delete jar[cookie.name];
      else jar[cookie.name] = cookie.value;
    }
    return {
      status: answer.statusCode,
      body: answer.body,
      headers: answer.headers,
      location: answer.headers.location,
      cookies: { ...jar },
    };
  };
  const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
    send({ method: 'GET', url, cookies: jar, headers: { ...headers } });
  const tokenOf = (body: string): string => /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const post = async (url: string, form: Readonly<Record<string, string>>, from = url): Promise<Sent> => {
    const csrf = tokenOf((await get(from)).body);
    return send({
      method: 'POST',
      url,
      cookies: jar,
      headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf, ...form }).toString(),
    });
  };
  return { get, post, send, jar, tokenOf };
}
