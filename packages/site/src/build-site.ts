import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import serveStatic from '@fastify/static';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import { ASSETS_PREFIX } from './assets.ts';
import { failureOf } from './failure.ts';
import { DEFAULT_RATE_LIMITS, type SiteOptions } from './options.ts';
import type { SitePlan, TableRoute } from './plan.ts';
import { arePathIds, compileFields, fieldsShape } from './read.ts';
import { noteUnknownObject } from './refusals.ts';
import { type Sender, senderOf } from './send.ts';
import { takeTurn } from './turn.ts';

const BODY_BYTES_MAX = 16_384;
const MINUTE_MS = 60_000;
const YEAR_SECONDS = 31_536_000;

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

/** What helmet says on every other answer, for the one that is given before any hook runs. */
const unhookedHeaders = ({ secureCookies }: SiteOptions): Readonly<Record<string, string>> => ({
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(secureCookies ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}; includeSubDomains` } : {}),
});

type Guessing = (request: FastifyRequest) => Promise<boolean>;

/** Counts all that asks for a password, from one address together. */
function guessingOf(app: FastifyInstance, options: SiteOptions): Guessing {
  const limits = options.rateLimits ?? DEFAULT_RATE_LIMITS;
  if (limits === 'off') return async () => false;
  const count = app.createRateLimit({ max: limits.loginsPerMinute, timeWindow: MINUTE_MS });
  return async (request) => {
    const counted = await count(request);
    return !counted.isAllowed && counted.isExceeded;
  };
}

/** One line of the route table, on the server: origin, session, form token, then the flow. */
function register<Turn, Session, Own extends string, Route extends TableRoute<Turn, Own>>(
  app: FastifyInstance,
  plan: SitePlan<Turn, Session, Own, Route>,
  route: Route,
  tools: { readonly send: Sender<Own>; readonly isGuessing: Guessing },
): void {
  const { send, isGuessing } = tools;
  const page = plan.routes.find((other) => other.method === 'GET' && other.path === route.path);
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      querystring: fieldsShape(route.query, route.fieldLengthMax),
      ...(route.method === 'POST'
        ? { body: fieldsShape(['csrf', ...route.fields], route.fieldLengthMax) }
        : {}),
    },
    config: page === undefined ? {} : { again: page.path },
    handler: async (request, reply) => {
      if (!arePathIds(request.params as Readonly<Record<string, string>>)) {
        return send.failure(request, reply, 'not_found');
      }
      if (route.access === 'login' && route.method === 'POST' && (await isGuessing(request))) {
        return send.failure(request, reply, 'too_many');
      }
      const taken = await takeTurn(plan, route, request);
      switch (taken.taken) {
        case 'failed':
          return send.failure(request, reply, taken.failure);
        case 'answered':
          return send.answer(request, reply, taken.answer);
        case 'turn': {
          if (taken.newVisitor !== undefined)
            send.cookies(reply, [{ name: 'visitor', value: taken.newVisitor }]);
          const answer = await route.run(taken.turn);
          noteUnknownObject(request, route.path, answer, taken.who);
          return send.answer(request, reply, answer);
        }
      }
    },
  });
}

async function registerPlugins(
  app: FastifyInstance,
  options: SiteOptions,
  send: Pick<Sender<never>, 'failure'>,
): Promise<void> {
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
    strictTransportSecurity: options.secureCookies && { maxAge: YEAR_SECONDS, includeSubDomains: true },
    frameguard: { action: 'deny' },
  });
  const limits = options.rateLimits ?? DEFAULT_RATE_LIMITS;
  if (limits !== 'off') {
    await app.register(rateLimit, {
      max: limits.requestsPerMinute,
      timeWindow: MINUTE_MS,
      cache: 10_000,
      ...(options.rateLimitStore ? { store: options.rateLimitStore } : {}),
    });
  }
  const { isBehind } = options;
  if (isBehind !== undefined)
    app.addHook('onRequest', async (request, reply) =>
      isBehind() ? send.failure(request, reply, 'away') : undefined,
    );
  await app.register(serveStatic, {
    root: options.publicDirectory,
    prefix: ASSETS_PREFIX,
    index: false,
    list: false,
    immutable: true,
    maxAge: 31_536_000_000,
    cacheControl: true,
    preCompressed: true,
    allowedPath: (path) => !path.endsWith('manifest.json'),
  });
}

/**
 * A site of the bank, ready to listen: pages rendered on the server, working without a script.
 * Starts nothing and holds nothing of its own; closing it leaves open what its flows use.
 */
export async function buildSite<Turn, Session, Own extends string, Route extends TableRoute<Turn, Own>>(
  plan: SitePlan<Turn, Session, Own, Route>,
): Promise<FastifyInstance> {
  const { options } = plan;
  const send = senderOf(plan);
  const app = Fastify({
    logger: options.logger ?? false,
    trustProxy: options.trustProxy ?? false,
    bodyLimit: BODY_BYTES_MAX,
    routerOptions: { ignoreTrailingSlash: true },
    // An invalid `%` in an address is an unknown page like any other; no hook runs before this one.
    frameworkErrors: (_error, request, reply) => {
      void reply.headers(unhookedHeaders(options));
      void send.failure(request, reply, 'not_found');
    },
  });
  options.watch?.(app);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const failure = failureOf(error);
    if (failure === 'our_fault' || failure === 'away') request.log.error({ err: error }, failure);
    return send.failure(request, reply, failure);
  });
  app.setNotFoundHandler((request, reply) => send.failure(request, reply, 'not_found'));
  app.setValidatorCompiler(compileFields);
  await registerPlugins(app, options, send);
  const isGuessing = guessingOf(app, options);
  for (const route of plan.routes) register(app, plan, route, { send, isGuessing });
  return app;
}
