import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import { assert } from '@warifu/base';
import { AuthorityUnavailable } from '@warifu/token';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { elsewherePage } from './elsewhere-page.tsx';
import { failurePage } from './frame.tsx';
import { loginRoutes } from './login-routes.ts';
import { overviewPage } from './overview-page.tsx';
import { type ConsoleRoute, PARTY_ROUTES } from './party-routes.ts';
import { openGuard, openSessions } from './sessions.ts';
import { type ConsoleGround, type ConsoleOptions, page, surroundingsOf, takeVisit } from './visit.ts';
import type { ConsoleWords } from './words.ts';

const BODY_BYTES_MAX = 4_096;
const REQUESTS_PER_MINUTE = 300;
const ASSETS_PREFIX = '/assets/';
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;

const POLICY = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
};

/** Of what is answered before helmet could say it. */
const EARLY_HEADERS = {
  'content-security-policy': Object.entries(POLICY)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join(';'),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const sendUnreadable = (reply: FastifyReply): void => void reply.code(404).headers(EARLY_HEADERS).send();

const overview: ConsoleRoute = {
  method: 'GET',
  path: '/',
  answer: async ({ operator, around, reply }) =>
    page(reply, overviewPage(around, await operator.listParties(), await operator.overview())),
};

/**
 * The operator's console of the authority: pages without a script, for this very machine alone.
 *
 * Whoever is not on loopback, or asks for another host name, is refused whatever the socket listens on; a proxy that was
 * put in front of it by mistake too.
 */
export async function buildConsole(options: ConsoleOptions): Promise<FastifyInstance> {
  const { clock, publicDirectory } = options;
  const ground: ConsoleGround = {
    options,
    assets: readAssets(publicDirectory),
    sessions: openSessions(clock),
    guard: openGuard(clock),
  };
  const app = Fastify({
    logger: options.logger ?? false,
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: false,
    // An address that cannot be read is answered before any hook could ask whose it is: with nothing.
    frameworkErrors: (_error, _request, reply) => {
      sendUnreadable(reply);
    },
  });
  options.watch?.(app);
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Elsewhere)
      return page(reply.headers(EARLY_HEADERS), elsewherePage(), error.statusCode);
    const failure = failureOf(error);
    if (failure === 'our_fault') request.log.error({ err: error }, 'the console failed');
    return page(reply, failurePage(surroundingsOf(ground, request), failure), STATUS[failure]);
  });
  app.setNotFoundHandler((request, reply) =>
    page(reply, failurePage(surroundingsOf(ground, request), 'not_found'), 404),
  );
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode === 403)
      request.log.warn({ req: request, refused: 'console' }, 'authorisation refused');
  });
  const { host } = new URL(options.origin);
  app.addHook('onRequest', async (request) => {
    if (!isFromHere(request, host)) throw new Elsewhere();
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
  });
  const max = options.requestsPerMinute ?? REQUESTS_PER_MINUTE;
  await app.register(rateLimit, { max, timeWindow: '1 minute' });
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: BODY_BYTES_MAX });
  await app.register(serveStatic, {
    root: publicDirectory,
    prefix: ASSETS_PREFIX,
    index: false,
    immutable: true,
    maxAge: '365d',
  });
  app.addHook('onSend', async (request, reply) => {
    if (!request.url.startsWith(ASSETS_PREFIX)) reply.header('cache-control', 'no-store');
  });
  loginRoutes(app, ground);
  for (const route of [overview, ...PARTY_ROUTES]) register(app, ground, route);
  return app;
}

function register(app: FastifyInstance, ground: ConsoleGround, { method, path, answer }: ConsoleRoute): void {
  app.route({
    method,
    url: path,
    handler: async (request, reply) => {
      const visit = await takeVisit(ground, request, reply);
      if (visit === 'login') return reply.redirect('/login', 303);
      if (visit === 'refused')
        return page(reply, failurePage(surroundingsOf(ground, request), 'refused'), 403);
      return answer(visit);
    },
  });
}

/** A request of another machine, or for another name. */
class Elsewhere extends Error {
  readonly statusCode = 403;
}

const isFromHere = (request: FastifyRequest, host: string): boolean =>
  LOOPBACK.test(request.socket.remoteAddress ?? '') &&
  request.headers.host === host &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined;

const STATUS = {
  not_found: 404,
  refused: 403,
  too_many: 429,
  away: 503,
  our_fault: 500,
} as const satisfies Record<keyof ConsoleWords['failures'], number>;

function failureOf(error: unknown): keyof ConsoleWords['failures'] {
  if (error instanceof AuthorityUnavailable) return 'away';
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 429) return 'too_many';
  return status >= 400 && status < 500 ? 'refused' : 'our_fault';
}

/** The stylesheet and the icon that the house's sites share; there is no script. */
function readAssets(publicDirectory: string): ConsoleGround['assets'] {
  const path = join(publicDirectory, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;
  const { stylesheet, icon } = manifest as { readonly stylesheet?: string; readonly icon?: string };
  assert(stylesheet !== undefined && icon !== undefined, `${path} names the stylesheet and the icon`);
  return { stylesheet: `${ASSETS_PREFIX}${stylesheet}`, icon: `${ASSETS_PREFIX}${icon}` };
}
