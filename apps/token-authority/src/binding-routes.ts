import type { RelyingParty, RelyingPartyPort, TokenAuthorityService } from '@warifu/token';
import { shapes } from '@warifu/token-client';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { ProblemError, problemAnswer } from './problems.ts';
import type { Api } from './site.ts';

const {
  BeginReplaceAnswer,
  BindAnswer,
  BindBody,
  CodeBody,
  IdempotencyHeaders,
  OptionalIdempotencyHeaders,
  ReasonBody,
  ReleaseAnswer,
  ReplaceAnswer,
  ReplaceBody,
  StateAnswer,
  SubjectParams,
  TokenParams,
  TokenStateAnswer,
  UnlockAnswer,
  ValidateBody,
  VerdictAnswer,
} = shapes;

export interface BindingRoutesOptions {
  readonly authority: TokenAuthorityService;
  readonly perMinute: number;
}

const PURPOSE_DEFAULT = 'default';

/** What relying parties ask about their own bindings. The key of each request says whose they are. */
export function bindingRoutes(api: Api, options: BindingRoutesOptions): void {
  codeRoutes(api, options);
  deviceChangeRoutes(api, options);
  administerRoutes(api, options);
}

const partyOf = (request: FastifyRequest): RelyingParty => request.getDecorator<RelyingParty>('relyingParty');

function portOf({ authority }: BindingRoutesOptions, request: FastifyRequest): RelyingPartyPort {
  const { relyingPartyId, scopes } = partyOf(request);
  return authority.portFor(relyingPartyId, scopes);
}

const keyOf = (headers: { 'idempotency-key': string }) => ({ idempotencyKey: headers['idempotency-key'] });

/** A field that was not sent is no field, and not one that is `undefined`. */
const second = (nextCode: string | undefined) => (nextCode === undefined ? {} : { nextCode });

/** What all routes for relying parties have in common. */
function about<Answer extends TSchema>(
  tag: 'bindings' | 'administration',
  operationId: string,
  summary: string,
  answer: Answer,
) {
  return {
    operationId,
    summary,
    tags: [tag],
    security: [{ key: [] }],
    response: {
      200: answer,
      400: problemAnswer('Not of this shape.'),
      401: problemAnswer('No key, or none that opens.'),
      403: problemAnswer('The key has no such scope.'),
      409: problemAnswer('The idempotency key was used with another body.'),
      503: problemAnswer('Cannot answer now; send the same again.'),
    },
  };
}

const limited = ({ perMinute }: BindingRoutesOptions) => ({
  config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } },
});

function codeRoutes(api: Api, options: BindingRoutesOptions): void {
  api.post(
    '/v1/bindings',
    {
      ...limited(options),
      schema: {
        ...about('bindings', 'bind', 'Ties a token to a subject, where its code is right.', BindAnswer),
        headers: IdempotencyHeaders,
        body: BindBody,
      },
    },
    async (request) => {
      const { subject, tokenId, code, nextCode } = request.body;
      const call = { subject, tokenId, code, ...second(nextCode), ...keyOf(request.headers) };
      return portOf(options, request).bind(call);
    },
  );

  api.post(
    '/v1/bindings/:subject/validate',
    {
      ...limited(options),
      schema: {
        ...about(
          'bindings',
          'validate',
          'Says whether a code is good, and spends it if it is.',
          VerdictAnswer,
        ),
        params: SubjectParams,
        headers: IdempotencyHeaders,
        body: ValidateBody,
      },
    },
    async (request) => {
      const { code, nextCode, purpose = PURPOSE_DEFAULT } = request.body;
      const call = { ...request.params, code, ...second(nextCode), purpose, ...keyOf(request.headers) };
      return portOf(options, request).validate(call);
    },
  );

  api.post(
    '/v1/bindings/:subject/end',
    {
      ...limited(options),
      schema: {
        ...about('bindings', 'end', 'Spends a code and ends the binding.', VerdictAnswer),
        params: SubjectParams,
        headers: IdempotencyHeaders,
        body: CodeBody,
      },
    },
    async (request) => {
      const { code, nextCode } = request.body;
      const call = { ...request.params, code, ...second(nextCode), ...keyOf(request.headers) };
      return portOf(options, request).end(call);
    },
  );

  api.get(
    '/v1/bindings/:subject',
    {
      ...limited(options),
      schema: {
        ...about('bindings', 'stateOf', 'How the subject’s binding stands; either scope.', StateAnswer),
        params: SubjectParams,
      },
    },
    async (request) => portOf(options, request).stateOf(request.params.subject),
  );
}

function deviceChangeRoutes(api: Api, options: BindingRoutesOptions): void {
  api.post(
    '/v1/bindings/:subject/replacements',
    {
      ...limited(options),
      schema: {
        ...about(
          'bindings',
          'beginReplace',
          'First half of a device change: spends a code of the old token.',
          BeginReplaceAnswer,
        ),
        params: SubjectParams,
        headers: IdempotencyHeaders,
        body: CodeBody,
      },
    },
    async (request) => {
      const { code, nextCode } = request.body;
      const call = { ...request.params, code, ...second(nextCode), ...keyOf(request.headers) };
      return portOf(options, request).beginReplace(call);
    },
  );

  api.post(
    '/v1/bindings/:subject/replace',
    {
      ...limited(options),
      schema: {
        ...about(
          'bindings',
          'replace',
          'Second half: the new token takes the old one’s place.',
          ReplaceAnswer,
        ),
        params: SubjectParams,
        headers: IdempotencyHeaders,
        body: ReplaceBody,
      },
    },
    async (request) => {
      const { proof, newTokenId, newCode, newNextCode } = request.body;
      const codes = { code: newCode, ...second(newNextCode) };
      const call = { ...request.params, proof, newTokenId, ...codes, ...keyOf(request.headers) };
      return portOf(options, request).replace(call);
    },
  );
}

function administerRoutes(api: Api, options: BindingRoutesOptions): void {
  const withKey = (headers: { 'idempotency-key'?: string }) =>
    headers['idempotency-key'] === undefined ? {} : { idempotencyKey: headers['idempotency-key'] };

  api.post(
    '/v1/bindings/:subject/release',
    {
      ...limited(options),
      schema: {
        ...about('administration', 'release', 'Ends the binding, on paper.', ReleaseAnswer),
        params: SubjectParams,
        headers: OptionalIdempotencyHeaders,
        body: ReasonBody,
      },
    },
    async (request) => {
      const call = { ...request.params, ...request.body, ...withKey(request.headers) };
      return portOf(options, request).release(call);
    },
  );

  api.post(
    '/v1/bindings/:subject/unlock',
    {
      ...limited(options),
      schema: {
        ...about('administration', 'unlock', 'Lifts a lock, on paper; wrong codes count anew.', UnlockAnswer),
        params: SubjectParams,
        headers: OptionalIdempotencyHeaders,
        body: ReasonBody,
      },
    },
    async (request) => {
      const call = { ...request.params, ...request.body, ...withKey(request.headers) };
      return portOf(options, request).unlock(call);
    },
  );

  api.get(
    '/v1/tokens/:tokenId',
    {
      ...limited(options),
      schema: {
        ...about(
          'administration',
          'tokenState',
          'A token, and its bindings with the party that asks.',
          TokenStateAnswer,
        ),
        params: TokenParams,
      },
    },
    async (request) => {
      const { relyingPartyId, scopes } = partyOf(request);
      if (!scopes.includes('administer')) throw new ProblemError('scope-missing');
      const state = await options.authority.tokenState(relyingPartyId, request.params.tokenId);
      if (!state) throw new ProblemError('not-found');
      return { ...state, bindings: [...state.bindings] };
    },
  );
}
