import type { Clock, EpochSeconds } from '@warifu/base';
import type { Operator } from '@warifu/token';
import { isLanguage, type Language } from '@warifu/ui';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import type { Surroundings } from './frame.tsx';
import { type Guard, isFormToken, type Session, type Sessions } from './sessions.ts';

export interface ConsoleOptions {
  readonly operator: Operator;
  /** As a browser sends it in `Origin`, for example `http://console.localhost:8083`; its host is the only one served. */
  readonly origin: string;
  readonly clock: Clock;
  /** What is kept of the operator's password, read at each request; `undefined` where none was set. */
  readonly passwordHash: () => Promise<string | undefined>;
  /** Where the stylesheet was built, with its `manifest.json`. */
  readonly publicDirectory: string;
  readonly isDemo: boolean;
  readonly logger?: FastifyServerOptions['logger'];
  /** Requests a minute from one address; 300 where not said. */
  readonly requestsPerMinute?: number;
  /** Called with the server before anything stands on it, by whoever counts and numbers requests. */
  readonly watch?: (app: FastifyInstance) => void;
}

/** What the console's routes stand on. */
export interface ConsoleGround {
  readonly options: ConsoleOptions;
  readonly assets: Surroundings['assets'];
  readonly sessions: Sessions;
  readonly guard: Guard;
}

/** Who acts, for the audit trail. */
export const ACTOR = 'console';
export const SESSION_COOKIE = 'warifu_console';
export const LANGUAGE_COOKIE = 'warifu_console_language';

/** One request of a logged-in operator. */
export interface Visit {
  readonly operator: Operator;
  readonly now: EpochSeconds;
  readonly session: Session;
  readonly around: Surroundings & { readonly session: Session };
  readonly reply: FastifyReply;
  readonly params: Readonly<Record<string, string>>;
  readonly form: (name: string) => string;
}

const languageOf = (request: FastifyRequest): Language => {
  const cookies = request.cookies as typeof request.cookies | undefined;
  const chosen = cookies?.[LANGUAGE_COOKIE];
  return isLanguage(chosen) ? chosen : 'ja';
};

export const surroundingsOf = (
  { options, assets }: ConsoleGround,
  request: FastifyRequest,
): Surroundings => ({
  language: languageOf(request),
  // A form that was refused has no page of its own to come back to in the other language but the first.
  address: request.method === 'GET' ? request.url : '/',
  isDemo: options.isDemo,
  assets,
});

/** A field of the form; what did not come, came twice or is endless is the empty text. */
export function fieldOf(request: FastifyRequest, name: string): string {
  const value = ((request.body ?? {}) as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value.length <= 300 ? value : '';
}

export const page = (reply: FastifyReply, html: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(html);

/** What a request may do: a visit, or where it is sent instead. Origin first, then the session, then the form token. */
export async function takeVisit(
  ground: ConsoleGround,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit | 'login' | 'refused'> {
  const { options, sessions } = ground;
  const isPost = request.method === 'POST';
  if (isPost && request.headers.origin !== options.origin) return 'refused';
  const session = sessions.find(request.cookies[SESSION_COOKIE], await options.passwordHash());
  if (!session) return 'login';
  if (isPost && !isFormToken(fieldOf(request, 'csrf'), session)) return 'refused';
  return {
    operator: options.operator,
    now: options.clock(),
    session,
    around: { ...surroundingsOf(ground, request), session },
    reply,
    params: request.params as Readonly<Record<string, string>>,
    form: (name) => fieldOf(request, name),
  };
}
