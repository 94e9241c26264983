import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Random } from '../year/random.ts';

/** What a counterpart may do wrongly with one question. */
export const LIES = [
  'late',
  'twice',
  'malformed',
  'another_shape',
  'other_payment',
  'poison',
  'error_after_taking',
  'truncated',
  'endless',
  'never_after_taking',
  'never',
] as const;
export type Lie = (typeof LIES)[number];

/** A loopback proxy before the counterparts, which passes everything on, or lies. */
export interface HttpLiar {
  readonly url: string;
  /** So many of a hundred questions are answered wrongly; 0: honest. */
  readonly setLies: (percent: number) => void;
  readonly told: () => Readonly<Record<string, number>>;
  readonly close: () => Promise<void>;
}

const LATE_MS = 2_500;
/** Beyond every client's patience; then it hangs up. */
const NEVER_MS = 25_000;
const ENDLESS_CHUNK = Buffer.alloc(65_536, 0x20);
const OTHER_ID = '01890000-0000-7000-8000-0000000000ff';

interface Passed {
  readonly status: number;
  readonly body: string;
}

interface Question {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const passOn =
  (target: string) =>
  async ({ method, path, body }: Question): Promise<Passed> => {
    const answer = await fetch(`${target}${path}`, {
      method,
      ...(method === 'GET' ? {} : { body, headers: { 'content-type': 'application/json' } }),
    });
    return { status: answer.status, body: await answer.text() };
  };

const rest = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** An answer with whatever its strings and numbers may hold: no byte of it may end a job or reach the book. */
function poisonedOf(body: string): string {
  const poison = (value: unknown): unknown => {
    if (typeof value === 'string') return `${value}\u0000\uFFFF`;
    if (typeof value === 'number') return Number.MAX_SAFE_INTEGER;
    if (Array.isArray(value))
      return [
        ...value.map(poison),
        { returnId: 'x\u0000', paymentId: '\u0000', reason: '\u0000', returnedAt: 8.7e15 },
      ];
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([name, one]) => [name, name === 'outcome' ? one : poison(one)]),
      );
    return value;
  };
  return JSON.stringify(poison(JSON.parse(body)));
}

/** What would be the answer to the same question about another payment. */
function otherPaymentOf({ path, body }: Question): string {
  const paidAt = Math.floor(Date.now() / 1_000);
  const isBill = path.startsWith('/pay-easy/payments');
  const { paymentId: _, ...asked } = body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
  return JSON.stringify({
    ...asked,
    paymentId: OTHER_ID,
    ...(isBill ? { outcome: 'paid', paidAt } : { outcome: 'accepted', acceptedAt: paidAt }),
  });
}

const isAboutPayment = ({ path }: Question): boolean =>
  path === '/zengin/transfers' || path.startsWith('/pay-easy/payments');

/**
 * @param target where the counterparts are
 * @param sendsAnew the planted fault: what is passed on twice is passed on the second time under another id
 */
export async function openHttpLiar(
  target: string,
  { random, sendsAnew }: { readonly random: Random; readonly sendsAnew: boolean },
): Promise<HttpLiar> {
  let percent = 0;
  const told = new Map<string, number>();
  const pass = passOn(target);
  const isPlantedFor = (question: Question): boolean =>
    sendsAnew && question.method === 'POST' && isAboutPayment(question);
  const answer = (response: ServerResponse, { status, body }: Passed): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body);
  };
  const lie: Readonly<Record<Lie, (question: Question, response: ServerResponse) => Promise<void>>> = {
    late: async (question, response) => {
      await rest(LATE_MS);
      answer(response, await pass(question));
    },
    twice: async (question, response) => {
      await pass(question);
      const body = isPlantedFor(question)
        ? question.body.replace(/("paymentId":")[^"]{8}/, '$1ffffffff')
        : question.body;
      answer(response, await pass({ ...question, body }));
    },
    malformed: async (question, response) => {
      answer(response, { status: 200, body: (await pass(question)).body.slice(1) });
    },
    another_shape: async (_question, response) => {
      answer(response, { status: 200, body: '{"outcome":{"accepted":true},"returns":"none"}' });
    },
    // The question itself is lost, and an answer comes that was meant for another.
    other_payment: async (question, response) => {
      answer(
        response,
        isAboutPayment(question) ? { status: 200, body: otherPaymentOf(question) } : await pass(question),
      );
    },
    poison: async (question, response) => {
      answer(response, { status: 200, body: poisonedOf((await pass(question)).body) });
    },
    error_after_taking: async (question, response) => {
      await pass(question);
      answer(response, { status: 500, body: '{"error":"internal"}' });
    },
    truncated: async (question, response) => {
      const { body } = await pass(question);
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      });
      response.write(body.slice(0, body.length / 2));
      await rest(10);
      response.destroy();
    },
    endless: async (question, response) => {
      await pass(question);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.on('error', () => undefined);
      for (const begun = performance.now(); !response.destroyed && performance.now() - begun < NEVER_MS; ) {
        if (!response.write(ENDLESS_CHUNK)) await rest(5);
      }
      response.destroy();
    },
    never_after_taking: async (question, response) => {
      await pass(question);
      await rest(NEVER_MS);
      response.destroy();
    },
    never: async (_question, response) => {
      await rest(NEVER_MS);
      response.destroy();
    },
  };
  const server = createServer((request, response) => {
    void (async () => {
      const question = {
        method: request.method ?? 'GET',
        path: request.url ?? '/',
        body: await readBody(request),
      };
      const isLie = random.below(100) < percent;
      // The planted fault befalls every payment, so that no seed lets it by.
      const chosen = percent > 0 && isPlantedFor(question) ? 'twice' : isLie ? random.pick(LIES) : undefined;
      if (chosen === undefined) return answer(response, await pass(question));
      told.set(chosen, (told.get(chosen) ?? 0) + 1);
      await lie[chosen](question, response);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    setLies: (next) => {
      percent = next;
    },
    told: () => Object.fromEntries(told),
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
