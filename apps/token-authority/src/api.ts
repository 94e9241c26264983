import helmet from '@fastify/helmet';
import rateLimit, { type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { RelyingParty, TokenAuthorityService } from '@warifu/token';
import type { FastifyInstance } from 'fastify';
import { bindingRoutes } from './binding-routes.ts';
import { DESCRIPTION } from './description.ts';
import { answerError, ProblemError, sendProblem } from './problems.ts';
import { type ApiRateLimits, DEFAULT_API_RATE_LIMITS, typed } from './site.ts';
import { tokenRoutes } from './token-routes.ts';

export interface TokenAuthorityApiOptions {
  readonly authority: TokenAuthorityService;
  readonly rateLimits?: ApiRateLimits;
  /** Where they are counted, for an API that several processes serve; each process for itself by default. */
  readonly rateLimitStore?: FastifyRateLimitStoreCtor;
  /** The site is reached over TLS: clients are then told never to come without. */
  readonly isHttps?: boolean;
  /** Whether this process is so far behind that callers are told rather than left to their time-outs; never by default. */
  readonly isBehind?: () => boolean;
  /** Milliseconds since 1970, told to devices that set their clocks by it; the machine's where not said. */
  readonly epochMs?: () => number;
}

const YEAR_SECONDS = 31_536_000;

/** An answer is read by a program, and is no page: opened as one, it loads, sends and frames nothing. */
const POLICY = Object.fromEntries(
  ['default-src', 'form-action', 'frame-ancestors', 'base-uri'].map((directive) => [directive, ["'none'"]]),
);

/**
 * The REST API of the token authority, under `/v1`: a Fastify plugin, to be registered on the site of the token app.
 * Its errors, headers and limits are its own; routes beside it are not touched.
 */
export async function tokenAuthorityApi(
  site: FastifyInstance,
  options: TokenAuthorityApiOptions,
): Promise<void> {
  const { authority, rateLimits = DEFAULT_API_RATE_LIMITS, epochMs = Date.now, isHttps = false } = options;
  const api = typed(site);
  api.setValidatorCompiler(TypeBoxValidatorCompiler);
  api.removeContentTypeParser('text/plain');
  api.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  await api.register(swagger, { openapi: DESCRIPTION });
  await api.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: POLICY },
    strictTransportSecurity: isHttps && { maxAge: 2 * YEAR_SECONDS, includeSubDomains: true },
    xFrameOptions: { action: 'deny' },
  });
  await api.register(rateLimit, {
    global: false,
    ...(options.rateLimitStore ? { store: options.rateLimitStore } : {}),
    errorResponseBuilder: (_, { ttl }) => new ProblemError('too-many', Math.ceil(ttl / 1_000)),
  });
  const { isBehind } = options;
  if (isBehind !== undefined)
    api.addHook('onRequest', async (_, reply) => {
      if (!isBehind()) return;
      reply.header('retry-after', '1');
      return sendProblem(reply, 'unavailable');
    });
  // Verdicts, proofs and the time are good once, and for whoever asked.
  api.addHook('onSend', async (_, reply) => {
    reply.header('cache-control', 'no-store');
  });

  await api.register(async (devices) => tokenRoutes(typed(devices), { authority, rateLimits, epochMs }));
  await api.register(async (parties) => {
    parties.decorateRequest('relyingParty');
    parties.addHook('onRequest', async (request) => {
      request.setDecorator('relyingParty', await partyOf(authority, request.headers.authorization));
    });
    bindingRoutes(typed(parties), { authority, perMinute: rateLimits.partiesPerMinute });
  });
  api.get('/v1/openapi.json', { schema: { hide: true } }, async () => api.swagger());
  api.all('/v1/*', { schema: { hide: true } }, async () => {
    throw new ProblemError('not-found');
  });
}

async function partyOf(
  authority: TokenAuthorityService,
  authorization: string | undefined,
): Promise<RelyingParty> {
  const [, key] = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(authorization ?? '') ?? [];
  const party = key === undefined ? undefined : await authority.relyingPartyByKey(key);
  if (!party) throw new ProblemError('unauthorised');
  return party;
}
