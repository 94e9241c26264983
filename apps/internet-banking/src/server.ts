import { Readable } from 'node:stream';
import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { ASSETS_PREFIX, readAssets } from './http/assets.ts';
import { type Base, baseOf, inBothLooks } from './http/base.ts';
import { type CookieChange, cookieNameOf, cookieOptionsOf } from './http/cookies.ts';
import { FAILURE_STATUS, type Failure, failurePage } from './http/failure.tsx';
import { keysOf } from './http/keys.ts';
import { arePathIds, cookieOf, fieldsShape, languageOf } from './http/read.ts';
import type { Answer, Route, Site } from './http/route.ts';
import { takeTurn } from './http/turn.ts';
import { plainFailurePage } from './mobile/failure-page.tsx';
import { DEFAULT_RATE_LIMITS, type InternetBankingOptions } from './options.ts';
import { routes } from './routes.ts';

const BODY_BYTES_MAX = 16_384;
const EVENT_LOOP_DELAY_MS_MAX = 2_000;
const RETRY_AFTER_SECONDS = 10;
const MINUTE_MS = 60_000;

/** Nothing but our own files, forms and requests; no frame around us. The same for every page, so written once. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join(';');

/** Errors that pass by themselves: the work may be sent again without harm. */
const PASSING = new Set(['Overloaded', 'AuthorityUnavailable', 'ZenginUnavailable']);
/** PostgreSQL: connection lost, shutting down, starting, out of connections, time-outs, deadlock, serialization. */
const PASSING_SQL = /^(?:08|57P0|53|55P03|57014|40001|40P01)/;
const PASSING_NET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT']);

function failureOf(error: FastifyError): Failure {
  if (error.statusCode === 429) return 'too_many';
  if (error.statusCode === 503 || PASSING.has(error.name)) return 'away';
  if (error.validation !== undefined || (error.statusCode ?? 500) < 500) return 'form_unreadable';
  const code = error.code ?? '';
  if (PASSING_SQL.test(code) || PASSING_NET.has(code) || /timeout|terminated/i.test(error.message))
    return 'away';
  return 'our_fault';
}

function surroundings(site: Site, request: FastifyRequest) {
  const isSecure = site.options.secureCookies;
  const base = baseOf(request.url);
  return {
    site,
    language: languageOf(cookieOf(request, 'language', isSecure), undefined),
    base,
    address: request.method === 'GET' ? request.url : `${base}/`,
  };
}

const failureInBothLooks = inBothLooks(failurePage, plainFailurePage);

/** Sends the page of a failure. The way on is the page of the same address, where that can be fetched. */
function sendFailure(
  site: Site,
  request: FastifyRequest,
  reply: FastifyReply,
  failure: Failure,
): FastifyReply {
  const isLoggedIn = cookieOf(request, 'session', site.options.secureCookies) !== undefined;
  const around = surroundings(site, request);
  const again =
    failure === 'form_stale' ? (request.routeOptions.config.again ?? `${around.base}/`) : undefined;
  const html = failureInBothLooks(around, failure, {
    isLoggedIn,
    ...(again === undefined ? {} : { again: fillPath(again, request.params) }),
  });
  if (failure === 'away') void reply.header('retry-after', String(RETRY_AFTER_SECONDS));
  return reply
    .code(FAILURE_STATUS[failure])
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(html);
}

function fillPath(path: string, params: unknown): string {
  const values = (params ?? {}) as Readonly<Record<string, string>>;
  return path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '');
}

function setCookies(site: Site, reply: FastifyReply, changes: readonly CookieChange[]): void {
  const isSecure = site.options.secureCookies;
  for (const change of changes) {
    const name = cookieNameOf(change.name, isSecure);
    const options = cookieOptionsOf(change.name, isSecure);
    if (change.value === undefined) void reply.clearCookie(name, options);
    else void reply.setCookie(name, change.value, options);
  }
}

/** The reply to a request for a page under `base`. */
function sendAnswer(
  site: Site,
  base: Base,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): FastifyReply {
  void reply.header('cache-control', 'no-store');
  switch (answer.kind) {
    case 'page':
      setCookies(site, reply, answer.cookies ?? []);
      return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.html);
    case 'redirect':
      setCookies(site, reply, answer.cookies ?? []);
      return reply.redirect(`${base}${answer.to}`, 303);
    case 'file':
      return reply
        .type(answer.type)
        .header('content-disposition', `attachment; filename="${answer.fileName}"`)
        .send(Readable.from(answer.lines));
    case 'nothing':
      return reply.code(204).send();
    case 'unknown':
      return sendFailure(site, request, reply, 'not_found');
  }
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The page to open anew after a stale form. */
    readonly again?: string;
  }
}

type Guessing = (request: FastifyRequest) => Promise<boolean>;

/** Counts logins and 利用者認証 from one address together. */
function guessingOf(app: FastifyInstance, site: Site): Guessing {
  const limits = site.options.rateLimits ?? DEFAULT_RATE_LIMITS;
  if (limits === 'off') return async () => false;
  const count = app.createRateLimit({ max: limits.loginsPerMinute, timeWindow: MINUTE_MS });
  return async (request) => {
    const counted = await count(request);
    return !counted.isAllowed && counted.isExceeded;
  };
}

/** One line of the route table, on the server: origin, session, form token, then the flow. */
function register(app: FastifyInstance, site: Site, route: Route, isGuessing: Guessing): void {
  const page = routes.find((other) => other.method === 'GET' && other.path === route.path);
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      querystring: fieldsShape(route.query),
      ...(route.method === 'POST' ? { body: fieldsShape(['csrf', ...route.fields]) } : {}),
    },
    config: page === undefined ? {} : { again: page.path },
    handler: async (request, reply) => {
      if (!arePathIds(request.params as Readonly<Record<string, string>>)) {
        return sendFailure(site, request, reply, 'not_found');
      }
      if (route.access === 'login' && route.method === 'POST' && (await isGuessing(request))) {
        return sendFailure(site, request, reply, 'too_many');
      }
      const taken = await takeTurn(site, route, request);
      switch (taken.taken) {
        case 'failed':
          return sendFailure(site, request, reply, taken.failure);
        case 'answered':
          return sendAnswer(site, route.base, request, reply, taken.answer);
        case 'turn': {
          if (taken.isNewVisitor)
            setCookies(site, reply, [{ name: 'visitor', value: taken.turn.cookies.visitor }]);
          const answer = await route.run(taken.turn);
          return sendAnswer(site, route.base, request, reply, answer);
        }
      }
    },
  });
}

async function registerPlugins(app: FastifyInstance, site: Site): Promise<void> {
  const { options } = site;
  await app.register(cookie);
  await app.register(formbody, { bodyLimit: BODY_BYTES_MAX });
  app.addHook('onRequest', async (_request, reply) => {
    void reply.header('content-security-policy', POLICY);
  });
  await app.register(helmet, {
    // helmet would put the policy together anew for every request.
    contentSecurityPolicy: false,
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: options.secureCookies ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
  });
  const limits = options.rateLimits ?? DEFAULT_RATE_LIMITS;
  if (limits !== 'off') {
    await app.register(rateLimit, { max: limits.requestsPerMinute, timeWindow: MINUTE_MS, cache: 10_000 });
  }
  await app.register(underPressure, {
    maxEventLoopDelay: options.eventLoopDelayMsMax ?? EVENT_LOOP_DELAY_MS_MAX,
    retryAfter: RETRY_AFTER_SECONDS,
    pressureHandler: (request, reply) => {
      void sendFailure(site, request, reply, 'away');
    },
  });
  await app.register(serveStatic, {
    root: options.publicDirectory,
    prefix: ASSETS_PREFIX,
    index: false,
    list: false,
    immutable: true,
    maxAge: 31_536_000_000,
    cacheControl: true,
    allowedPath: (path) => !path.endsWith('manifest.json'),
  });
}

/**
 * The bank's site, ready to listen: pages for customers, rendered on the server, working without a script.
 * Starts nothing and holds nothing of its own; closing it leaves the bank open.
 */
export async function buildInternetBanking(options: InternetBankingOptions): Promise<FastifyInstance> {
  const site: Site = {
    bank: options.bank,
    keys: keysOf(options.cookieSecret),
    options,
    assets: readAssets(options.publicDirectory),
  };
  const app = Fastify({
    logger: options.logger ?? false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_BYTES_MAX,
    routerOptions: { ignoreTrailingSlash: true },
    // An invalid `%` in an address is an unknown page like any other; no hook runs before this one.
    frameworkErrors: (_error, request, reply) => {
      void reply.header('content-security-policy', POLICY);
      void sendFailure(site, request, reply, 'not_found');
    },
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error);
    if (failure === 'our_fault' || failure === 'away') request.log.error({ err: error }, failure);
    return sendFailure(site, request, reply, failure);
  });
  app.setNotFoundHandler((request, reply) => sendFailure(site, request, reply, 'not_found'));
  await registerPlugins(app, site);
  const isGuessing = guessingOf(app, site);
  for (const route of routes) register(app, site, route, isGuessing);
  return app;
}
