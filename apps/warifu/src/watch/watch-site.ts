import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from './metrics.ts';
import {
  openRequestIds,
  openTrust,
  REQUEST_ID_HEADER,
  requestIdOf,
  withRequestId,
} from './request-context.ts';
import type { TracedRequest, Tracing } from './tracing.ts';

declare module 'fastify' {
  interface FastifyRequest {
    traced: TracedRequest | undefined;
  }
}

const CLASSES = ['1xx', '2xx', '3xx', '4xx', '5xx'] as const;
const classOf = (status: number): string => CLASSES[Math.floor(status / 100) - 1] ?? 'other';

/** The template of a route, so that no id becomes a label; one word for all addresses that nobody serves. */
const routeOf = ({ method, routeOptions }: FastifyRequest): string =>
  routeOptions.url === undefined ? 'unknown' : `${method} ${routeOptions.url}`;

export interface SiteWatchParts {
  readonly metrics: Metrics;
  readonly tracing: Tracing | undefined;
  readonly trustedProxies: readonly string[];
}

/** To be called with a server on which nothing stands yet: counts, numbers and traces its requests. */
export type WatchSite = (app: FastifyInstance) => void;

export function openSiteWatch({
  metrics,
  tracing,
  trustedProxies,
}: SiteWatchParts): (site: string) => WatchSite {
  const isTrusted = openTrust(trustedProxies);
  const idOf = requestIdOf(isTrusted, openRequestIds());
  return (site) => (app) => {
    app.setGenReqId(idOf);
    app.decorateRequest('traced', undefined);
    const within = (request: FastifyRequest, go: () => void): void =>
      withRequestId(request.id, request.traced === undefined ? go : () => request.traced?.run(go));
    app.addHook('onRequest', (request, reply, done) => {
      void reply.header(REQUEST_ID_HEADER, request.id);
      if (tracing !== undefined)
        request.traced = tracing.request(
          site,
          request.method,
          isTrusted(request.raw) ? request.headers : undefined,
        );
      within(request, done);
    });
    // A body that was waited for has led out of the request: what comes now is put into it again.
    app.addHook('preHandler', (request, _reply, done) => within(request, done));
    app.addHook('onResponse', (request, reply, done) => {
      const route = routeOf(request);
      metrics.requests.inc({ site, route, status: classOf(reply.statusCode) });
      metrics.requestSeconds.observe({ site, route }, reply.elapsedTime / 1_000);
      request.traced?.end(request.routeOptions.url ?? 'unknown', reply.statusCode);
      done();
    });
  };
}
