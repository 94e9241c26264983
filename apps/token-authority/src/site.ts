import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';

/** The site as routes with TypeBox shapes see it. */
export type Api = ReturnType<typeof typed>;
export const typed = (site: FastifyInstance) => site.withTypeProvider<TypeBoxTypeProvider>();

/** Requests a minute from one network address. */
export interface ApiRateLimits {
  /** Provisioning and what devices ask. The authority itself caps the tokens issued besides. */
  readonly devicesPerMinute: number;
  readonly timePerMinute: number;
  /** A relying party's servers are few addresses that ask for all its customers. */
  readonly partiesPerMinute: number;
}

export const DEFAULT_API_RATE_LIMITS: ApiRateLimits = {
  devicesPerMinute: 60,
  timePerMinute: 300,
  partiesPerMinute: 600_000,
};
