import type { RelyingParty, RelyingPartyPort, TokenAuthorityService } from '@warifu/token';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { problemAnswer } from './problems.ts';

export interface PartyRoutesOptions {
  readonly authority: TokenAuthorityService;
  readonly perMinute: number;
}

export const partyOf = (request: FastifyRequest): RelyingParty =>
  request.getDecorator<RelyingParty>('relyingParty');

/** The authority as the party behind this request sees it. */
export function portOf({ authority }: PartyRoutesOptions, request: FastifyRequest): RelyingPartyPort {
  const { relyingPartyId, scopes } = partyOf(request);
  return authority.portFor(relyingPartyId, scopes);
}

/** What all routes for relying parties have in common. */
export function about<Answer extends TSchema>(
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

export const limited = ({ perMinute }: PartyRoutesOptions) => ({
  config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } },
});
