import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { version } from './build-version.ts';
import type { Tracing } from './tracing.ts';

const NAME = 'warifu';
/** A collector that is away costs the spans, never the bank's memory. */
const SPANS_MAX = 4_096;
const EXPORT_MS = 5_000;
const STATEMENT_KINDS_MAX = 500;

const propagator = new W3CTraceContextPropagator();
const getter = {
  keys: (headers: Readonly<Record<string, string | undefined>>) => Object.keys(headers),
  get: (headers: Readonly<Record<string, string | undefined>>, name: string) => headers[name],
};
const setter = {
  set: (headers: Record<string, string>, name: string, value: string): void => {
    headers[name] = value;
  },
};

/** `select bank.execute_transfers`, `insert bank.audit`: what a statement does, and nothing that was in it. */
export function kindOfStatement(text: string): string {
  const [, verb = 'statement'] = /^\s*(\w+)/.exec(text) ?? [];
  const [, target] =
    /\b(?:from|into|update|select(?: \* from)?)\s+"?((?:bank|token|warifu)"?\.\s*"?\w+)/i.exec(text) ?? [];
  const word = verb.toLowerCase();
  return target === undefined ? word : `${word} ${target.replaceAll('"', '').toLowerCase()}`;
}

function openProvider(environment: Readonly<Record<string, string | undefined>>): TracerProvider {
  const share = Number(environment['OTEL_TRACES_SAMPLER_ARG'] ?? '1');
  return new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': environment['OTEL_SERVICE_NAME'] ?? NAME,
      'service.version': version,
      'process.pid': process.pid,
    }),
    sampler: new ParentBasedSampler({
      root: new TraceIdRatioBasedSampler(share >= 0 && share <= 1 ? share : 1),
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        // Where to, and with which headers, it reads from the surroundings itself.
        exporter: new OTLPTraceExporter({ timeoutMillis: EXPORT_MS }),
        maxQueueSize: SPANS_MAX,
        exportTimeoutMillis: EXPORT_MS,
      }),
    ],
  });
}

/** Traces over OTLP/HTTP. */
export function openTracing(environment: Readonly<Record<string, string | undefined>>): Tracing {
  const provider = openProvider(environment);
  const tracer = provider.getTracer(NAME, version);
  const contexts = new AsyncLocalStorageContextManager().enable();
  const kinds = new Map<string, string>();
  const kindOf = (text: string): string => {
    const known = kinds.get(text);
    if (known !== undefined) return known;
    const kind = kindOfStatement(text);
    if (kinds.size < STATEMENT_KINDS_MAX) kinds.set(text, kind);
    return kind;
  };
  const begin = (name: string, kind: SpanKind, under: Context, options: object = {}) => {
    const span = tracer.startSpan(name, { kind, ...options }, under);
    return { span, within: trace.setSpan(under, span) };
  };

  return {
    request: (site, method, headers) => {
      const under =
        headers === undefined
          ? ROOT_CONTEXT
          : propagator.extract(ROOT_CONTEXT, headers as Record<string, string>, getter);
      const { span, within } = begin(`${method} ${site}`, SpanKind.SERVER, under, {
        attributes: { 'warifu.site': site, 'http.request.method': method },
      });
      return {
        run: (go) => contexts.with(within, go),
        end: (route, status) => {
          span.updateName(`${method} ${route}`);
          span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    here: () => contexts.active(),
    batch: (name, entered, work) => traceBatch(name, entered as readonly Context[], work, begin, contexts),
    statement: (text, milliseconds) => {
      const under = contexts.active();
      // What no request asked for, such as a job that looks every second, is no trace.
      if (trace.getSpan(under) === undefined) return;
      const end = Date.now();
      const span = tracer.startSpan(
        kindOf(text),
        {
          kind: SpanKind.CLIENT,
          startTime: end - milliseconds,
          attributes: { 'db.system.name': 'postgresql' },
        },
        under,
      );
      span.end(end);
    },
    call: async (name, work) => {
      const { span, within } = begin(name, SpanKind.CLIENT, contexts.active());
      return endWith(span, () => contexts.with(within, work));
    },
    headers: () => {
      const headers: Record<string, string> = {};
      propagator.inject(contexts.active(), headers, setter);
      return headers;
    },
    ids: () => {
      const spanContext = trace.getSpanContext(contexts.active());
      return spanContext && { traceId: spanContext.traceId };
    },
    close: async () => {
      await provider.shutdown().catch(() => undefined);
      contexts.disable();
    },
  };
}

type Begin = (
  name: string,
  kind: SpanKind,
  under: Context,
  options?: object,
) => { readonly span: Span; readonly within: Context };

async function traceBatch<T>(
  name: string,
  entered: readonly Context[],
  work: () => Promise<T>,
  begin: Begin,
  contexts: AsyncLocalStorageContextManager,
): Promise<T> {
  const [first = ROOT_CONTEXT, ...others] = entered.filter((one) => trace.getSpan(one) !== undefined);
  if (trace.getSpan(first) === undefined) return contexts.with(ROOT_CONTEXT, work);
  const attributes = { 'warifu.batch': name, 'warifu.batch.calls': entered.length };
  const { span, within } = begin(`batch ${name}`, SpanKind.INTERNAL, first, { attributes });
  const links = [{ context: span.spanContext() }];
  const beside = others.map(
    (other) => begin(`batch ${name}`, SpanKind.INTERNAL, other, { attributes, links }).span,
  );
  try {
    return await endWith(span, () => contexts.with(within, work));
  } finally {
    for (const one of beside) one.end();
  }
}

/** The kind of a fault alone: its words may hold what was sent. */
async function endWith<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR });
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
    throw error;
  } finally {
    span.end();
  }
}
