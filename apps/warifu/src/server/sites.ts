import { join } from 'node:path';
import { defaultConfiguration } from '@warifu/bank';
import { systemClock } from '@warifu/base';
import { buildInternetBanking } from '@warifu/internet-banking';
import { DEFAULT_RATE_LIMITS } from '@warifu/site';
import { tokenApp } from '@warifu/token-app';
import { tokenAuthorityApi } from '@warifu/token-authority';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import type { Settings } from '../config.ts';
import { house as root } from '../house.ts';
import { PlainFault } from '../plain-fault.ts';
import type { House } from './open-house.ts';

const BODY_BYTES_MAX = 16_384;

/** Structured lines on the error output; what could carry a secret is taken out before it is written. */
function loggerOf({ logLevel }: Settings): NonNullable<FastifyServerOptions['logger']> {
  if (logLevel === 'silent') return false;
  return {
    level: logLevel,
    redact: { paths: ['req.headers', 'res.headers', 'headers', 'body'], remove: true },
  };
}

const proxiesOf = ({ trustedProxies }: Settings) =>
  trustedProxies.length > 0 ? { trustProxy: [...trustedProxies] } : {};

/** Internet banking. */
export function bankSite(settings: Settings, house: House): Promise<FastifyInstance> {
  const { ownBank } = defaultConfiguration;
  const { requestsPerMinute, loginsPerMinute } = settings;
  return buildInternetBanking({
    bank: house.bank,
    bankName: { ja: ownBank.name, en: ownBank.nameEn },
    origin: settings.origins.bank,
    tokenAppOrigin: settings.origins.token,
    clock: systemClock,
    demo: house.isDemo,
    secureCookies: settings.origins.bank.startsWith('https:'),
    cookieSecret: house.secrets.cookieSecret,
    publicDirectory: join(root, 'apps/internet-banking/dist/public'),
    logger: loggerOf(settings),
    rateLimits: {
      requestsPerMinute: requestsPerMinute ?? DEFAULT_RATE_LIMITS.requestsPerMinute,
      loginsPerMinute: loginsPerMinute ?? DEFAULT_RATE_LIMITS.loginsPerMinute,
    },
    ...proxiesOf(settings),
  });
}

/** The token app, and beside it the authority's API that the app and the relying parties speak to. */
export async function tokenSite(settings: Settings, house: House): Promise<FastifyInstance> {
  if (house.authority === undefined)
    throw new PlainFault('The token site needs the authority in this process.');
  const site = Fastify({
    logger: loggerOf(settings),
    bodyLimit: BODY_BYTES_MAX,
    ...proxiesOf(settings),
  });
  await site.register(tokenAuthorityApi, { authority: house.authority });
  await site.register(tokenApp, {
    publicDirectory: join(root, 'apps/token-app/dist/public'),
    isHttps: settings.origins.token.startsWith('https:'),
    isDemo: house.isDemo,
  });
  return site;
}
