import type { TokenAuthorityService } from '@warifu/token';
import { shapes } from '@warifu/token-client';
import { ProblemError, problemAnswer } from './problems.ts';
import {
  DeviceRequestAnswer,
  DeviceRequestBody,
  ProvisionAnswer,
  ProvisionBody,
  TimeAnswer,
} from './shapes.ts';
import type { Api, ApiRateLimits } from './site.ts';

export interface TokenRoutesOptions {
  readonly authority: TokenAuthorityService;
  readonly rateLimits: ApiRateLimits;
  readonly epochMs: () => number;
}

const MINUTE = '1 minute';

/** What the token app asks: a token, the time, and about its own token. */
export function tokenRoutes(api: Api, { authority, rateLimits, epochMs }: TokenRoutesOptions): void {
  const limited = (max: number) => ({ config: { rateLimit: { max, timeWindow: MINUTE } } });
  const tooMany = { 429: problemAnswer('Too many, from this address or from all.') };

  api.get(
    '/v1/time',
    {
      ...limited(rateLimits.timePerMinute),
      schema: {
        operationId: 'time',
        summary: 'The authority’s clock, by which a device learns its offset.',
        tags: ['devices'],
        response: { 200: TimeAnswer, ...tooMany },
      },
    },
    async () => ({ epochMs: Math.floor(epochMs()) }),
  );

  api.post(
    '/v1/tokens',
    {
      ...limited(rateLimits.devicesPerMinute),
      schema: {
        operationId: 'provision',
        summary:
          'Issues a token to the device that signed the request; the same request gets the same token.',
        tags: ['devices'],
        body: ProvisionBody,
        response: {
          201: ProvisionAnswer,
          400: problemAnswer('Not such a request.'),
          409: problemAnswer('The device key has asked for another token.'),
          422: problemAnswer('Not signed by the device key.'),
          ...tooMany,
        },
      },
    },
    async (request, reply) => {
      const outcome = await authority.provision({ request: request.body, address: request.ip });
      if (outcome.outcome === 'issued') return reply.code(201).send(outcome.reply);
      switch (outcome.reason) {
        case 'malformed':
          throw new ProblemError('malformed');
        case 'signature':
          throw new ProblemError('signature-refused');
        case 'conflict':
          throw new ProblemError('device-conflict');
        case 'too_many':
          throw new ProblemError('too-many', Math.max(1, outcome.until - authority.time()));
      }
    },
  );

  api.post(
    '/v1/tokens/:tokenId/device-requests',
    {
      ...limited(rateLimits.devicesPerMinute),
      schema: {
        operationId: 'askAsDevice',
        summary:
          'Gives the device’s own token up, or lists the services that it is registered with or has left.',
        tags: ['devices'],
        params: shapes.TokenParams,
        body: DeviceRequestBody,
        response: {
          200: DeviceRequestAnswer,
          400: problemAnswer('Not such a request.'),
          403: problemAnswer('Not signed by this token’s device, too old, or seen before.'),
          ...tooMany,
        },
      },
    },
    async (request) => {
      if (request.body.tokenId !== request.params.tokenId) throw new ProblemError('malformed');
      const outcome = await authority.answerDevice(request.body);
      switch (outcome.outcome) {
        case 'deleted':
          return outcome;
        case 'listed':
          return { ...outcome, services: [...outcome.services] };
        case 'moved_on':
          return { ...outcome, departures: [...outcome.departures] };
        case 'refused':
          if (outcome.reason === 'too_many')
            throw new ProblemError('too-many', Math.max(1, outcome.until - authority.time()));
          throw new ProblemError(outcome.reason === 'malformed' ? 'malformed' : 'device-refused');
      }
    },
  );
}
