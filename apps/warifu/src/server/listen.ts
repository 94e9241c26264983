import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '../config.ts';
import { codeOf, messageOf, PlainFault } from '../plain-fault.ts';

export interface Listening {
  /** Takes no new request, lets those under way end, and drops what takes longer than ten seconds. */
  readonly close: () => Promise<void>;
}

const REQUEST_MS = 30_000;
const CLOSE_MS = 10_000;

/** Serves a site on its port, over TLS where there is a certificate. */
export async function listenOn(
  app: FastifyInstance,
  { host, tls }: Pick<Settings, 'host' | 'tls'>,
  port: number,
): Promise<Listening> {
  await app.ready();
  const answer: Parameters<typeof createHttpServer>[1] = (request, response) =>
    app.routing(request, response);
  const limits = {
    requestTimeout: REQUEST_MS,
    headersTimeout: REQUEST_MS,
    connectionsCheckingInterval: 5_000,
  };
  const server =
    tls === undefined
      ? createHttpServer(limits, answer)
      : createHttpsServer({ ...limits, ...(await readTls(tls)) }, answer);
  await listen(server, host, port);
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      const late = new AbortController();
      const dropLate = wait(CLOSE_MS, undefined, { signal: late.signal }).then(
        () => server.closeAllConnections(),
        () => undefined,
      );
      await closed;
      late.abort();
      await dropLate;
      await app.close();
    },
  };
}

/** Tells of a port that is taken before any work is done for a process that could not serve afterwards. */
export async function judgePorts(host: string, ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const probe = createHttpServer();
    await listen(probe, host, port);
    await new Promise<void>((resolve) => {
      probe.close(() => resolve());
    });
  }
}

async function readTls({ certFile, keyFile }: NonNullable<Settings['tls']>) {
  try {
    return { cert: await readFile(certFile), key: await readFile(keyFile), minVersion: 'TLSv1.2' as const };
  } catch (error) {
    throw new PlainFault(`WARIFU_TLS_CERT or WARIFU_TLS_KEY cannot be read: ${messageOf(error)}.`);
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = codeOf(error);
      if (code === 'EADDRINUSE') {
        reject(
          new PlainFault(
            `Port ${port} on ${host} is taken by another program: end it, or set WARIFU_PORT_BASE to another number.`,
          ),
        );
      } else if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
        reject(new PlainFault(`Warifu may not listen on ${host}, port ${port} (${code}).`));
      } else reject(error);
    });
    server.listen(port, host, () => resolve());
  });
}
