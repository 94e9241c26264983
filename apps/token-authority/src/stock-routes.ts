import { shapes } from '@warifu/token-client';
import { about, limited, type PartyRoutesOptions, partyOf, portOf } from './party-routes.ts';
import { ProblemError } from './problems.ts';
import type { Api } from './site.ts';

const { HandOutAnswer, HandOutBody, IdempotencyHeaders, TokenParams, TokenStateAnswer } = shapes;

/** What a branch asks before it hands a token out, and that it did. Scope `administer`. */
export function stockRoutes(api: Api, options: PartyRoutesOptions): void {
  api.get(
    '/v1/tokens/:tokenId',
    {
      ...limited(options),
      schema: {
        ...about(
          'administration',
          'tokenState',
          'A token by its ID or its maker’s serial, and its bindings with the party that asks.',
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

  api.post(
    '/v1/tokens/:tokenId/hand-outs',
    {
      ...limited(options),
      schema: {
        ...about(
          'administration',
          'handOut',
          'Marks a hardware token as handed out to a subject, who alone may bind it.',
          HandOutAnswer,
        ),
        params: TokenParams,
        headers: IdempotencyHeaders,
        body: HandOutBody,
      },
    },
    async (request) =>
      portOf(options, request).handOut({
        tokenIdOrSerial: request.params.tokenId,
        ...request.body,
        idempotencyKey: request.headers['idempotency-key'],
      }),
  );
}
