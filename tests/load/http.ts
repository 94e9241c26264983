import { connect, type Socket } from 'node:net';

/** What came back: header names in lower case; `set-cookie` lines apart, since there may be several. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly cookies: readonly string[];
  readonly body: string;
}

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The connection ended before the whole answer came: what was asked may or may not have been done. */
export class AnswerLost extends Error {
  override readonly name = 'AnswerLost';
}

const LINE_END = '\r\n';
const HEAD_END = Buffer.from('\r\n\r\n');

interface Head {
  readonly status: number;
  readonly headers: Map<string, string>;
  readonly cookies: string[];
  readonly bodyStart: number;
}

function headOf(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split(LINE_END);
  const headers = new Map<string, string>();
  const cookies: string[] = [];
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (name === 'set-cookie') cookies.push(value);
    else headers.set(name, value);
  }
  return { status: Number(first.slice(9, 12)), headers, cookies, bodyStart: end + HEAD_END.length };
}

/** The body of a chunked answer, or `undefined` while chunks are missing. */
function unchunk(bytes: Buffer, start: number): Buffer | undefined {
  const parts: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf(LINE_END, at, 'latin1');
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
    const from = lineEnd + LINE_END.length;
    if (bytes.length < from + size + LINE_END.length) return undefined;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(from, from + size));
    at = from + size + LINE_END.length;
  }
}

function bodyOf(bytes: Buffer, head: Head): Buffer | undefined {
  if (head.headers.get('transfer-encoding') === 'chunked') return unchunk(bytes, head.bodyStart);
  const length = Number(head.headers.get('content-length') ?? 0);
  return bytes.length < head.bodyStart + length
    ? undefined
    : bytes.subarray(head.bodyStart, head.bodyStart + length);
}

function textOf(question: Question, host: string): string {
  const body = question.body ?? '';
  const lines = [`${question.method} ${question.path} HTTP/1.1`, `Host: ${host}`];
  for (const [name, value] of Object.entries(question.headers ?? {})) lines.push(`${name}: ${value}`);
  if (question.method === 'POST') lines.push(`Content-Length: ${Buffer.byteLength(body)}`);
  return `${lines.join(LINE_END)}${LINE_END}${LINE_END}${body}`;
}

/** One connection to a server on the loopback, one request at a time. */
export interface Connection {
  ask(question: Question): Promise<Answer>;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A plain HTTP/1.1 client on a socket. The load generator shares its cores with what it measures, so it must cost
 * little: this one spends about a fifth of what `fetch` does on a request.
 */
export function openConnection(port: number, host: string): Connection {
  let socket: Socket | undefined;
  let waiting: Waiting | undefined;
  let received: Buffer = Buffer.alloc(0);

  const fail = (error: Error): void => {
    socket?.destroy();
    socket = undefined;
    received = Buffer.alloc(0);
    waiting?.reject(error);
    waiting = undefined;
  };
  const read = (bytes: Buffer): void => {
    received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
    const head = headOf(received);
    const body = head && bodyOf(received, head);
    if (!head || !body || !waiting) return;
    const { resolve } = waiting;
    waiting = undefined;
    received = Buffer.alloc(0);
    if (head.headers.get('connection') === 'close') {
      socket?.destroy();
      socket = undefined;
    }
    resolve({
      status: head.status,
      headers: head.headers,
      cookies: head.cookies,
      body: body.toString('utf8'),
    });
  };
  const dial = (): Socket => {
    const fresh = connect({ port, host: '127.0.0.1', noDelay: true });
    fresh.on('data', read);
    fresh.on('error', (error) => {
      if (socket === fresh) fail(new AnswerLost(error.message));
    });
    fresh.on('close', () => {
      if (socket === fresh) fail(new AnswerLost('the connection was closed'));
    });
    return fresh;
  };

  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        socket ??= dial();
        socket.write(textOf(question, host));
      }),
    close: () => {
      const open = socket;
      socket = undefined;
      open?.destroy();
    },
  };
}

/** Runs the items with so many hands; each hand takes the next item when it is done with one. */
export async function withHands<Item>(
  items: readonly Item[],
  hands: number,
  work: (item: Item, hand: number) => Promise<void>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: hands }, async (_, hand) => {
      // One iterator for all hands.
      for (const item of left) await work(item, hand);
    }),
  );
}
