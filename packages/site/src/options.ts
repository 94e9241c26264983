import type { FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { Clock } from '@warifu/base';
import type { Spoken } from '@warifu/ui';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';

export interface RateLimits {
  /** Requests a minute from one address, all pages together. */
  readonly requestsPerMinute: number;
  /** Whatever asks for a password, a minute from one address; the bank counts wrong passwords besides. */
  readonly loginsPerMinute: number;
}

/** Generous to a family behind one address, narrow for a machine. */
export const DEFAULT_RATE_LIMITS: RateLimits = { requestsPerMinute: 600, loginsPerMinute: 30 };

/** Where requests are counted. */
export type RateLimitStore = FastifyRateLimitStoreCtor;

/** What every site of the bank is told about where it stands. */
export interface SiteOptions {
  readonly bankName: Spoken<string>;
  /** Exactly as a browser sends it in `Origin`, for example `http://bank.localhost:8080`. */
  readonly origin: string;
  readonly clock: Clock;
  /** Every page then says デモ. */
  readonly demo: boolean;
  /** Its business date (`YYYY-MM-DD`), where that was moved away from the civil one: every page then says so. */
  readonly demoDate?: () => string | undefined;
  /** True over TLS: cookies get the prefix `__Host-` and `Secure`. */
  readonly secureCookies: boolean;
  /** At least 32 random bytes, the same for all processes: the key of form tokens and sealed values. */
  readonly cookieSecret: Uint8Array;
  /** The folder that the site's `build.mjs` filled. */
  readonly publicDirectory: string;
  readonly logger?: FastifyServerOptions['logger'];
  /** Whose `X-Forwarded-For` is believed; nobody's by default. */
  readonly trustProxy?: NonNullable<FastifyServerOptions['trustProxy']>;
  /** `'off'` for benches alone. */
  readonly rateLimits?: RateLimits | 'off';
  /** Where they are counted, for sites that several processes serve; each process for itself by default. */
  readonly rateLimitStore?: RateLimitStore;
  /** Whether this process is so far behind that pages answer 503; it never is by default. */
  readonly isBehind?: () => boolean;
  /** Called with the server before anything stands on it, by whoever counts, numbers and traces requests. */
  readonly watch?: (app: FastifyInstance) => void;
}
