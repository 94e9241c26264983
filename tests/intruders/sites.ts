import diagnostics from 'node:diagnostics_channel';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bank, type Branch, defaultConfiguration } from '@warifu/bank';
import { type Clock, yen } from '@warifu/base';
import { buildBranchOffice } from '@warifu/branch-office';
import { buildInternetBanking } from '@warifu/internet-banking';
import { keysOf } from '@warifu/site';
import type { TokenAuthorityService } from '@warifu/token';
import { buildConsole, hashConsolePassword } from '@warifu/token-authority';
import type { FastifyInstance } from 'fastify';
import { buildTokenSite } from '../../apps/warifu/src/server/token-site.ts';
import { type Sink as LogSink, openLog } from '../../apps/warifu/src/watch/log.ts';

export type { LogSink };

/** A route as the server knows it, whatever table it came from. */
export interface ServedRoute {
  readonly method: string;
  readonly path: string;
}

export interface ServedSite {
  readonly origin: string;
  readonly app: FastifyInstance;
  /** Every route that the server answers, those of plugins included. */
  readonly served: readonly ServedRoute[];
}

type SiteName = 'bank' | 'branch' | 'token' | 'console';

export interface Sites {
  readonly sites: Readonly<Record<SiteName, ServedSite>>;
  /** The same as they stand behind TLS; the console never does. */
  readonly secure: Readonly<Record<'bank' | 'branch' | 'token', ServedSite>>;
  /** The form token of a session or of a visitor. */
  readonly formToken: (site: 'bank' | 'branch', binding: string) => string;
  readonly closeSites: () => Promise<void>;
}

export const CONSOLE_PASSWORD = 'a password of the intruders’ console';
const SECRET = new Uint8Array(32).fill(7);
/** Nobody is slowed down here: what is refused is refused for another reason. */
const UNLIMITED = 1_000_000_000;
const OTP_FACTS = {
  codeSeconds: 30,
  codeDigits: 6,
  wrongCodesMax: 10,
  coolDownDays: 2,
  withoutToken: yen(200_000n),
};

const PICTURES = new URL('../../apps/internet-banking/pictures/ja/', import.meta.url);

/** What a build would have left: pages name these files, and nobody fetches them here. */
export async function emptyPublic(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-intruders-'));
  const names = (await readdir(PICTURES)).map((name) => name.slice(0, -'.png'.length));
  const pictures = Object.fromEntries(
    ['ja', 'en'].flatMap((language) =>
      names.map((name) => [`${language}/${name}`, { file: `${name}.png`, width: 1, height: 1 }]),
    ),
  );
  const files = { stylesheet: 'site.css', script: 'site.js', icon: 'icon.svg', plainStylesheet: 'plain.css' };
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ ...files, pictures }));
  await writeFile(join(folder, 'index.html'), '<!doctype html><html data-demo="no"></html>');
  await writeFile(join(folder, 'site.css'), '');
  return folder;
}

/** Builds something and writes down what it serves, as Fastify itself tells it. */
export async function servedWhile<Built>(
  build: () => Promise<Built>,
): Promise<{ readonly built: Built; readonly served: readonly ServedRoute[] }> {
  const served: ServedRoute[] = [];
  const listen = (message: unknown): void => {
    const { fastify } = message as { readonly fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) served.push({ method: one, path: url });
    });
  };
  diagnostics.subscribe('fastify.initialization', listen);
  try {
    return { built: await build(), served };
  } finally {
    diagnostics.unsubscribe('fastify.initialization', listen);
  }
}

async function built(origin: string, build: () => Promise<FastifyInstance>): Promise<ServedSite> {
  const { built: app, served } = await servedWhile(async () => {
    const app = await build();
    await app.ready();
    return app;
  });
  return { origin, app, served };
}

interface Opened {
  readonly bank: Bank;
  readonly branch: Branch;
  readonly authority: TokenAuthorityService;
  readonly clock: Clock;
  readonly publicDirectory: string;
  readonly sink: LogSink | undefined;
}

/** As the product logs, where anybody looks. */
const loggerOf = ({ sink }: Opened, site: string) =>
  sink === undefined ? false : openLog({ logLevel: 'info' }, undefined, sink).forSite(site);

const originsOf = (scheme: 'http' | 'https') => ({
  bank: `${scheme}://bank.localhost:8080`,
  token: `${scheme}://token.localhost:8081`,
  branch: `${scheme}://branch.localhost:8082`,
  console: `${scheme}://console.localhost:8083`,
});

async function buildAll(opened: Opened, scheme: 'http' | 'https') {
  const { bank, branch, authority, clock, publicDirectory } = opened;
  const origins = originsOf(scheme);
  const shared = {
    bankName: { ja: 'わりふ信用金庫', en: 'Warifu Shinkin Bank' },
    tokenAppOrigin: origins.token,
    clock,
    demo: true,
    secureCookies: scheme === 'https',
    cookieSecret: SECRET,
    publicDirectory,
    rateLimits: 'off',
    eventLoopDelayMsMax: 0,
  } as const;
  const perMinute = { devicesPerMinute: UNLIMITED, timePerMinute: UNLIMITED, partiesPerMinute: UNLIMITED };
  const { branches } = defaultConfiguration.ownBank;
  const isHttps = scheme === 'https';
  return {
    bank: await built(origins.bank, () =>
      buildInternetBanking({
        ...shared,
        bank,
        otpFacts: OTP_FACTS,
        origin: origins.bank,
        logger: loggerOf(opened, 'bank'),
      }),
    ),
    branch: await built(origins.branch, () =>
      buildBranchOffice({
        ...shared,
        branch,
        branches,
        origin: origins.branch,
        logger: loggerOf(opened, 'branch'),
      }),
    ),
    token: await built(origins.token, () =>
      buildTokenSite({
        authority,
        publicDirectory,
        isHttps,
        isDemo: true,
        api: { rateLimits: perMinute },
        logger: loggerOf(opened, 'token'),
      }),
    ),
  };
}

export async function buildSites(opened: Opened): Promise<Sites> {
  const { authority, clock, publicDirectory } = opened;
  const origin = originsOf('http').console;
  const passwordHash = await hashConsolePassword(CONSOLE_PASSWORD);
  const console = await built(origin, () =>
    buildConsole({
      operator: authority.operator,
      origin,
      clock,
      passwordHash: async () => passwordHash,
      publicDirectory,
      isDemo: true,
      requestsPerMinute: UNLIMITED,
      logger: loggerOf(opened, 'console'),
    }),
  );
  const sites = { ...(await buildAll(opened, 'http')), console };
  const secure = await buildAll(opened, 'https');
  const keys = {
    bank: keysOf('internet-banking', SECRET),
    branch: keysOf('branch-office', SECRET),
  };
  return {
    sites,
    secure,
    formToken: (site, binding) => keys[site].formTokenOf(binding),
    closeSites: async () => {
      for (const { app } of [...Object.values(sites), ...Object.values(secure)]) await app.close();
    },
  };
}
