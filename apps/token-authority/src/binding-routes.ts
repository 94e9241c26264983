import { shapes } from '@warifu/token-client';
import { about, limited, type PartyRoutesOptions, portOf } from './party-routes.ts';
import type { Api } from './site.ts';
import { stockRoutes } from './stock-routes.ts';

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
  UnlockAnswer,
  ValidateBody,
  VerdictAnswer,
} = shapes;

const PURPOSE_DEFAULT = 'default';

/** What relying parties ask about their own bindings. The key of each request says whose they are. */
export function bindingRoutes(api: Api, options: PartyRoutesOptions): void {
  codeRoutes(api, options);
  deviceChangeRoutes(api, options);
  administerRoutes(api, options);
  stockRoutes(api, options);
}

const keyOf = (headers: { 'idempotency-key': string }) => ({ idempotencyKey: headers['idempotency-key'] });

/** A field that was not sent is no field, and not one that is `undefined`. */
const second = (nextCode: string | undefined) => (nextCode === undefined ? {} : { nextCode });

function codeRoutes(api: Api, options: PartyRoutesOptions): void {
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

function deviceChangeRoutes(api: Api, options: PartyRoutesOptions): void {
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

function administerRoutes(api: Api, options: PartyRoutesOptions): void {
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
}
