import cluster from 'node:cluster';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { PORT_OFFSET, type Settings } from '../config.ts';
import { codeOf } from '../plain-fault.ts';
import type { Listening } from '../server/listen.ts';
import type { Readiness } from './health.ts';

/** What is answered on the port of metrics and health. */
export interface Watched {
  readonly contentType: string;
  readonly metrics: () => Promise<string>;
  readonly readiness: () => Promise<Readiness | { readonly status: 'ready' | 'failing' }>;
}

const REQUEST_MS = 10_000;
const READY_LINE = /^warifu_ready(?:\{[^}]*\})? ([\d.]+)$/m;

/** All workers of this process together: their counters are added up, and they are ready where one of them is. */
export function watchWorkers(): Watched {
  const workers = new AggregatorRegistry();
  const metrics = (): Promise<string> => workers.clusterMetrics();
  return {
    contentType: workers.contentType,
    metrics,
    readiness: async () => {
      const [, ready = '0'] = READY_LINE.exec(await metrics()) ?? [];
      return { status: Number(ready) > 0 ? 'ready' : 'failing' };
    },
  };
}

/** A worker has no port of its own: the process that keeps it asks for its numbers. */
export function answerKeeper(registry: Registry): void {
  AggregatorRegistry.setRegistries([registry]);
  new AggregatorRegistry();
}

/**
 * Serves metrics and health on a port of their own, on the loopback address unless the settings name another.
 *
 * Where the port is taken the house goes on without: a bank does not stay closed because nobody can read its meters.
 */
export async function serveWatch(
  { metricsHost: host, metricsPort, portBase }: Pick<Settings, 'metricsHost' | 'metricsPort' | 'portBase'>,
  watched: Watched,
  onFault: (what: string, error: unknown) => void,
): Promise<Listening> {
  if (host === undefined) return { close: async () => undefined };
  const port = metricsPort ?? portBase + PORT_OFFSET.metrics;
  const server = createServer(
    { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
    (request, response) => {
      answer(request, response, watched).catch((error: unknown) => {
        onFault('metrics', error);
        response.writeHead(500).end();
      });
    },
  );
  await new Promise<void>((resolve) => {
    server.once('error', (error) => {
      const why = codeOf(error) === 'EADDRINUSE' ? 'is taken' : `cannot be had (${codeOf(error)})`;
      onFault(
        'metrics',
        `port ${port} on ${host} ${why}: set WARIFU_METRICS_PORT. Nobody watches this process`,
      );
      resolve();
    });
    server.listen(port, host, resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, watched: Watched): Promise<void> {
  const say = (status: number, type: string, text: string): void => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : text);
  };
  const json = (status: number, told: object) =>
    say(status, 'application/json; charset=utf-8', `${JSON.stringify(told)}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return json(405, { status: 'method not allowed' });
  switch (request.url?.split('?')[0]) {
    case '/metrics':
      return say(200, watched.contentType, await watched.metrics());
    // It answers, so it lives; whether it can do its work is the other question.
    case '/health/live':
      return json(200, { status: 'live' });
    case '/health/ready': {
      const readiness = await watched.readiness();
      return json(readiness.status === 'ready' ? 200 : 503, readiness);
    }
    default:
      return json(404, { status: 'not found' });
  }
}

export const isWorker = (): boolean => cluster.isWorker;
