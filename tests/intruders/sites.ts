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

/** A line of the log, as far as it says who was refused what. */
export interface Refusal {
  readonly refused: string;
  readonly req: { readonly route: string };
  readonly contractId?: string;
  readonly operatorId?: string;
  readonly relyingPartyId?: string;
}

export interface Sites {
  readonly sites: Readonly<Record<SiteName, ServedSite>>;
  /** The same as they stand behind TLS; the console never does. */
  readonly secure: Readonly<Record<'bank' | 'branch' | 'token', ServedSite>>;
  /** The form token of a session or of a visitor. */
  readonly formToken: (site: 'bank' | 'branch', binding: string) => string;
  /** What the sites have written down about refused authorisations since this was asked last. */
  readonly takeRefusals: () => readonly Refusal[];
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
  readonly log: ReturnType<typeof openLog>;
}

const originsOf = (scheme: 'http' | 'https') => ({
  bank: `${scheme}://bank.localhost:8080`,
  token: `${scheme}://token.localhost:8081`,
  branch: `${scheme}://branch.localhost:8082`,
  console: `${scheme}://console.localhost:8083`,
});

async function buildAll(opened: Opened, scheme: 'http' | 'https') {
  const { bank, branch, authority, clock, publicDirectory, log } = opened;
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
        logger: log.forSite('bank'),
        bank,
        otpFacts: OTP_FACTS,
        origin: origins.bank,
      }),
    ),
    branch: await built(origins.branch, () =>
      buildBranchOffice({
        ...shared,
        logger: log.forSite('branch'),
        branch,
        branches,
        origin: origins.branch,
      }),
    ),
    token: await built(origins.token, () =>
      buildTokenSite({
        logger: log.forSite('token'),
        authority,
        publicDirectory,
        isHttps,
        isDemo: true,
        api: { rateLimits: perMinute },
      }),
    ),
  };
}

/** @param sink where else every line of the log goes, for who reads all of it */
export async function buildSites(given: Omit<Opened, 'log'>, sink?: LogSink): Promise<Sites> {
  let lines: string[] = [];
  const write = (line: string): void => {
    lines.push(line);
    sink?.write(line);
  };
  const log = openLog({ logLevel: sink === undefined ? 'warn' : 'info' }, undefined, { write });
  const opened = { ...given, log };
  const { authority, clock, publicDirectory } = opened;
  const origin = originsOf('http').console;
  const passwordHash = await hashConsolePassword(CONSOLE_PASSWORD);
  const console = await built(origin, () =>
    buildConsole({
      operator: authority.operator,
      logger: log.forSite('console'),
      origin,
      clock,
      passwordHash: async () => passwordHash,
      publicDirectory,
      isDemo: true,
      requestsPerMinute: UNLIMITED,
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
    takeRefusals: () => {
      const taken = lines
        .map((line) => JSON.parse(line) as Refusal)
        .filter(({ refused }) => refused !== undefined);
      lines = [];
      return taken;
    },
    closeSites: async () => {
      for (const { app } of [...Object.values(sites), ...Object.values(secure)]) await app.close();
    },
  };
}
