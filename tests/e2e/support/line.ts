import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The line between two processes, in a test's hand. */
export interface Line {
  readonly url: string;
  /** The next POST is carried out at the other end; `meanwhile` happens, and its answer never arrives. */
  readonly loseNextAnswer: (meanwhile: () => Promise<void>) => void;
  readonly close: () => Promise<void>;
}

/** Opens a line to `target`: what comes is passed on, and where the other end is dead, the connection ends. */
export async function openLine(target: string): Promise<Line> {
  let trap: (() => Promise<void>) | undefined;
  const server = createServer((request, response) => {
    const springs = request.method === 'POST' ? trap : undefined;
    if (springs) trap = undefined;
    const { method = 'GET', headers } = request;
    const onward = ask(new URL(request.url ?? '/', target), { method, headers });
    const hangUp = () => request.socket.destroy();
    onward.once('error', hangUp);
    onward.once('response', async (answer: IncomingMessage) => {
      answer.once('error', hangUp);
      if (springs) {
        answer.resume();
        await once(answer, 'end');
        await springs();
        hangUp();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseNextAnswer: (meanwhile) => {
      trap = meanwhile;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
