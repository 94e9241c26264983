import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** A network could not be reached, or answered what it never should. What it was told may have arrived: tell it again. */
class NetworkUnavailable extends Error {
  override readonly name = 'NetworkUnavailable';
  /** In short, what it answered that is no answer; none of its own words. Undefined where it did not answer. */
  readonly wrongly: string | undefined;
  constructor(message: string, options: { readonly wrongly?: string; readonly cause?: unknown } = {}) {
    super(message, options);
    this.wrongly = options.wrongly;
  }
}

export interface NetworkOptions {
  /** For example `http://127.0.0.1:8090/zengin`. */
  readonly url: string;
  readonly timeoutMs?: number;
  /** What goes along with each call: whose request it is, and which trace. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

/** One question, and its answer in the shape that was agreed upon; whatever goes wrong on the way is one fault. */
export type NetworkCall = <Shape extends TSchema>(
  shape: Shape,
  path: string,
  timeoutMs: number,
  body?: object,
) => Promise<Static<Shape>>;

/** More than any answer of a network has: a page of 1,000 returns is a fifth of it. */
const ANSWER_BYTES_MAX = 1_000_000;

/** The answer's text; one that does not end is not read to its end. */
async function textOf(network: string, answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) throw wrong(network, 'without an end');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const wrong = (network: string, wrongly: string) =>
  new NetworkUnavailable(`${network} answered wrongly: ${wrongly}`, { wrongly });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Calls to a network over HTTP. Every call ends within its time. */
export const openCalling =
  (network: string, { url, headers }: Pick<NetworkOptions, 'url' | 'headers'>): NetworkCall =>
  async (shape, path, timeoutMs, body) => {
    try {
      const answer = await fetch(`${url}${path}`, {
        signal: AbortSignal.timeout(timeoutMs),
        redirect: 'error',
        headers: {
          ...headers?.(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      });
      const text = await textOf(network, answer);
      if (!answer.ok) throw wrong(network, `status ${answer.status}`);
      const said = parse(text);
      if (!Value.Check(shape, said)) throw wrong(network, 'another shape, or about another payment');
      return said;
    } catch (error) {
      if (error instanceof NetworkUnavailable) throw error;
      throw new NetworkUnavailable(`${network} did not answer`, { cause: error });
    }
  };
