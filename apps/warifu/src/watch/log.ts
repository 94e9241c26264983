import { pid } from 'node:process';
import type { FastifyRequest, FastifyServerOptions } from 'fastify';
import pino from 'pino';
import type { Settings } from '../config.ts';
import { requestIdHere } from './request-context.ts';
import type { Tracing } from './tracing.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const CAUSES_MAX = 3;
/** PostgreSQL: data exceptions repeat the value that was wrong. */
const REPEATS_VALUES = /^22/;

/**
 * A request as a line of the log knows it: the route and the ids of ours in its path. Never the address itself: what
 * somebody types or pastes behind a slash or a question mark may be anything.
 */
function readRequest(request: FastifyRequest): Record<string, unknown> {
  const params = (request.params ?? {}) as Readonly<Record<string, unknown>>;
  const ids = Object.entries(params).filter(
    ([name, value]) => name.endsWith('Id') && typeof value === 'string' && UUID.test(value),
  );
  return {
    method: request.method,
    route: request.routeOptions?.url ?? 'unknown',
    ...Object.fromEntries(ids),
    remoteAddress: request.ip,
  };
}

/** An error with its stack and its causes, and none of what drivers hang onto it: a row's values, a statement, a body. */
function readError(error: unknown): ErrorLine {
  return readCause(error, 0);
}

function readCause(error: unknown, depth: number): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error, message: '', stack: '' };
  const { code, constraint, table, severity } = error as {
    readonly code?: unknown;
    readonly constraint?: unknown;
    readonly table?: unknown;
    readonly severity?: unknown;
  };
  const isData = severity !== undefined && REPEATS_VALUES.test(String(code));
  const message = isData ? 'a data exception; its words hold the value' : error.message;
  return {
    type: error.name,
    message,
    stack: isData ? '' : (error.stack ?? ''),
    ...(code === undefined ? {} : { code: String(code) }),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    ...(error.cause === undefined || depth >= CAUSES_MAX ? {} : { cause: readCause(error.cause, depth + 1) }),
  };
}

/** What stands for an error. `stack` is empty where its first line would repeat a value. */
type ErrorLine = {
  readonly type: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly table?: string;
  readonly cause?: ErrorLine;
};

const SERIALIZERS = {
  req: readRequest,
  res: ({ statusCode = 0 }: { readonly statusCode?: number }) => ({ statusCode }),
  err: readError,
};

type SiteLogger = NonNullable<FastifyServerOptions['logger']>;

export interface Log {
  /** What a site's server is made with. */
  readonly forSite: (site: string) => SiteLogger;
  /** What went wrong beside the requests: a job, the key file. */
  readonly fault: (what: string, error: unknown) => void;
}

/** Where lines go; the error output where not said. */
export interface Sink {
  readonly write: (line: string) => void;
}

/**
 * Structured lines, one JSON each, on the error output: what keeps and turns over logs is the machine's. What could carry
 * a secret is not filtered out of them, it never gets in.
 */
export function openLog(
  { logLevel }: Pick<Settings, 'logLevel'>,
  tracing?: Pick<Tracing, 'ids'>,
  sink: Sink = process.stderr,
): Log {
  const mixin = (): object => ({ ...(tracing?.ids() ?? {}) });
  const common = {
    level: logLevel,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // Nothing of ours logs any of these; a plugin that would is silenced.
    redact: { paths: ['req.headers', 'res.headers', 'headers', 'body', '*.headers', '*.body'], remove: true },
    ...(tracing === undefined ? {} : { mixin }),
  };
  const process = pino({ ...common, serializers: { err: SERIALIZERS.err } }, sink);
  return {
    forSite: (site) =>
      logLevel === 'silent'
        ? false
        : {
            ...common,
            // Several processes may serve one site.
            base: { site, pid },
            serializers: SERIALIZERS,
            stream: { write: (line) => sink.write(line) },
          },
    fault: (what, error) => {
      const reqId = requestIdHere();
      const about = { what, ...(reqId === undefined ? {} : { reqId }) };
      if (error instanceof Error) process.error({ ...about, err: error }, what);
      else process.error(about, `${what}: ${String(error)}`);
    },
  };
}
