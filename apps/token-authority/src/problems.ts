import { AuthorityUnavailable, IdempotencyConflict, type RelyingParty, ScopeMissing } from '@warifu/token';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Problem, Problem as ProblemShape } from './shapes.ts';

/** Why a request is not answered. Words for the developer who sent it; nothing that was in it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly kind: ProblemKind;
  readonly retryAfterSeconds: number | undefined;
  constructor(kind: ProblemKind, retryAfterSeconds?: number) {
    super(PROBLEMS[kind].title);
    this.kind = kind;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

const PROBLEMS = {
  malformed: { status: 400, title: 'The request is not of the shape that the description gives.' },
  unauthorised: { status: 401, title: 'A relying party’s key is needed.' },
  'scope-missing': { status: 403, title: 'This key has no scope for that.' },
  'not-found': { status: 404, title: 'There is nothing under this address.' },
  'idempotency-conflict': { status: 409, title: 'This idempotency key was used with another body.' },
  'device-conflict': { status: 409, title: 'This device key has asked for another token.' },
  'too-large': { status: 413, title: 'The request is too large.' },
  'media-type': { status: 415, title: 'The request must be JSON.' },
  'signature-refused': { status: 422, title: 'The request is not signed by its device key.' },
  'device-refused': { status: 403, title: 'The request is not accepted for this token.' },
  'too-many': { status: 429, title: 'Too many requests; try again later.' },
  'own-fault': { status: 500, title: 'The authority failed.' },
  unavailable: { status: 503, title: 'The authority cannot answer now; send the same again.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemKind = keyof typeof PROBLEMS;

/** Who asked is not who may: no key or a wrong one, a key without the scope, another device. */
const REFUSED = new Set<ProblemKind>([
  'unauthorised',
  'scope-missing',
  'device-refused',
  'signature-refused',
]);

const BY_STATUS: Readonly<Record<number, ProblemKind>> = {
  400: 'malformed',
  404: 'not-found',
  413: 'too-large',
  415: 'media-type',
  429: 'too-many',
  503: 'unavailable',
};

/** The last handler of every error of the API: each ends as a problem document. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const kind = kindOf(error);
  // Only our own failures are worth a line; that of a validation names fields, never what stood in them.
  if (PROBLEMS[kind].status === 500) request.log.error({ err: error }, 'the authority failed');
  if (REFUSED.has(kind)) {
    // Of the routes for relying parties alone, and only once the key is known.
    const { relyingParty: party } = request as { readonly relyingParty?: RelyingParty };
    const who = party === undefined ? {} : { relyingPartyId: party.relyingPartyId };
    request.log.warn({ req: request, refused: kind, ...who }, 'authorisation refused');
  }
  const retryAfter = retryAfterOf(error, kind);
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (kind === 'unauthorised') reply.header('www-authenticate', 'Bearer realm="warifu token authority"');
  return sendProblem(reply, kind, detailOf(error));
}

export function sendProblem(reply: FastifyReply, kind: ProblemKind, detail?: string): FastifyReply {
  const { status, title } = PROBLEMS[kind];
  const problem: Problem = {
    type: `urn:warifu:problem:${kind}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
  };
  return reply.code(status).type('application/problem+json').send(problem);
}

function kindOf(error: unknown): ProblemKind {
  if (error instanceof ProblemError) return error.kind;
  if (error instanceof IdempotencyConflict) return 'idempotency-conflict';
  if (error instanceof ScopeMissing) return 'scope-missing';
  if (error instanceof AuthorityUnavailable) return 'unavailable';
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return BY_STATUS[status] ?? (status >= 400 && status < 500 ? 'malformed' : 'own-fault');
}

function retryAfterOf(error: unknown, kind: ProblemKind): number | undefined {
  if (error instanceof ProblemError) return error.retryAfterSeconds;
  return kind === 'unavailable' ? 1 : undefined;
}

interface Violation {
  readonly instancePath: string;
}

/** Which fields are not of their shape, for the developer; their contents may be codes and stay out. */
function detailOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('validation' in error) || !Array.isArray(error.validation))
    return undefined;
  const part = 'validationContext' in error ? String(error.validationContext) : 'request';
  const fields = (error.validation as readonly Violation[])
    .slice(0, 5)
    .map(({ instancePath }) => instancePath);
  return `${part}: ${fields.map((field) => field || '(whole)').join(', ')}`;
}

/** How a problem stands in the description of a route's answers. */
export const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemShape } },
});
