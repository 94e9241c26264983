import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bank } from '@warifu/bank';
import { yen } from '@warifu/base';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { buildInternetBanking, type InternetBankingOptions } from '../src/index.ts';
import { fakeBank } from './fake-bank.ts';
import { NOW } from './fixtures.ts';

export const ORIGIN = 'http://bank.localhost:8080';

let built: Promise<string> | undefined;

async function buildPublic(): Promise<string> {
  const address = new URL('../build.mjs', import.meta.url).href;
  const { build } = (await import(address)) as { build: (out: string) => Promise<void> };
  const directory = await mkdtemp(join(tmpdir(), 'warifu-pages-'));
  await build(directory);
  return directory;
}

/** The folder that the build fills, once for each file of tests. */
const publicDirectory = (): Promise<string> => {
  built ??= buildPublic();
  return built;
};

/** The site on a bank of functions. */
export const siteOf = async (
  bank: Partial<Bank> = {},
  options: Partial<InternetBankingOptions> = {},
): Promise<FastifyInstance> =>
  buildInternetBanking({
    bank: fakeBank(bank),
    bankName: { ja: 'わりふ信用金庫', en: 'Warifu Shinkin Bank' },
    origin: ORIGIN,
    tokenAppOrigin: 'http://token.localhost:8081',
    otpFacts: {
      codeSeconds: 30,
      codeDigits: 6,
      wrongCodesMax: 10,
      coolDownDays: 2,
      withoutToken: yen(200_000n),
    },
    clock: () => NOW,
    demo: true,
    secureCookies: false,
    cookieSecret: new Uint8Array(32).fill(7),
    publicDirectory: options.publicDirectory ?? (await publicDirectory()),
    rateLimits: 'off',
    // Switched off: a machine that is busy with other tests is no reason to turn this one away.
    eventLoopDelayMsMax: 0,
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
  const send = async (request: InjectOptions): Promise<Sent> => {
    const answer = await site.inject(request);
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
