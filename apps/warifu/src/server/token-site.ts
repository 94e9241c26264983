import type { SiteOptions } from '@warifu/site';
import type { TokenAuthorityService } from '@warifu/token';
import { tokenApp } from '@warifu/token-app';

import { type TokenAuthorityApiOptions, tokenAuthorityApi } from '@warifu/token-authority';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify';

const BODY_BYTES_MAX = 16_384;

/** What the site of the token app and of the authority's API is built with. */
export interface TokenSiteOptions {
  readonly authority: TokenAuthorityService;
  /** What the build of the token app filled. */
  readonly publicDirectory: string;
  readonly isHttps: boolean;
  readonly isDemo: boolean;
  /** How the API is limited, and what it is told of the process that serves it. */
  readonly api?: Pick<TokenAuthorityApiOptions, 'rateLimits' | 'rateLimitStore' | 'isBehind'>;
  readonly logger?: SiteOptions['logger'];
  /** Called with the server before anything stands on it. */
  readonly watch?: SiteOptions['watch'];
  readonly server?: Pick<FastifyServerOptions, 'trustProxy'>;
}

/** An address that cannot be read at all is answered before any hook runs; it is guarded like every other answer. */
const unreadableHeaders = (isHttps: boolean): Readonly<Record<string, string>> => ({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';form-action 'none';frame-ancestors 'none';base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(isHttps ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
});

function sendUnreadable(reply: FastifyReply, isHttps: boolean): void {
  void reply
    .code(404)
    .headers(unreadableHeaders(isHttps))
    .type('text/plain; charset=utf-8')
    .send('Not found\n');
}

/** The token app, and beside it the authority's API, on one server. */
export async function buildTokenSite(options: TokenSiteOptions): Promise<FastifyInstance> {
  const { authority, publicDirectory, isHttps, isDemo, api = {}, server = {}, logger = false } = options;
  const site = Fastify({
    ...server,
    logger,
    bodyLimit: BODY_BYTES_MAX,
    frameworkErrors: (_error, _request, reply) => sendUnreadable(reply, isHttps),
  });
  options.watch?.(site);
  await site.register(tokenAuthorityApi, { authority, isHttps, ...api });
  await site.register(tokenApp, { publicDirectory, isHttps, isDemo });
  return site;
}
