import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a site answers, of which sqlmap reads status and text. */
export interface Answered {
  readonly statusCode: number;
  readonly body: string;
  /** Whither a redirect leads. */
  readonly to?: string;
}
export const isToLogin = (to = ''): boolean => /\/(?:login|sign-in|session-closed)(?:\?|$)/.test(to);

/** What came: an address with its question, and a body. */
export interface Came {
  readonly url: string;
  readonly body: string;
}
export type Answering = (came: Came) => Promise<Answered>;

/** What stands in the counts for a redirect to the login page. */
export const TO_LOGIN = 'to login';

export interface Relay {
  readonly port: number;
  /** From now on requests go there, and are counted anew. */
  readonly lead: (answer: Answering) => void;
  /** How many answers of each status there were since; a way to the login page is one of its own. */
  readonly counts: () => Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/**
 * Stands between sqlmap and a site, on loopback: hands on what sqlmap wrote as it wrote it, with what a browser or a client
 * adds anew each time: the session, the form token, a key for the question.
 */
export async function openRelay(): Promise<Relay> {
  let answer: Answering = async () => ({ statusCode: 404, body: '' });
  let counts: Record<string, number> = {};
  const server = createServer(async (request, reply) => {
    const { statusCode, body, to } = await answer({
      url: request.url ?? '/',
      body: await bodyOf(request),
    }).catch((error: unknown): Answered => ({ statusCode: 599, body: String(error) }));
    const counted = isToLogin(to) ? TO_LOGIN : String(statusCode);
    counts[counted] = (counts[counted] ?? 0) + 1;
    // Whither a redirect leads is not followed, and without a place to go to it is a page like any other.
    reply.writeHead(statusCode, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    lead: (next) => {
      answer = next;
      counts = {};
    },
    counts: () => counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
