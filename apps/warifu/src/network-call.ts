import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';

/** A network could not be reached, or answered what it never should. What it was told may have arrived: tell it again. */
class NetworkUnavailable extends Error {
  override readonly name = 'NetworkUnavailable';
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
      const text = await answer.text();
      if (!answer.ok) throw new NetworkUnavailable(`${network} answered ${answer.status}`);
      const said: unknown = JSON.parse(text);
      if (!Value.Check(shape, said)) throw new NetworkUnavailable(`${network} answered another shape`);
      return said;
    } catch (error) {
      if (error instanceof NetworkUnavailable) throw error;
      throw new NetworkUnavailable(`${network} did not answer`, { cause: error });
    }
  };
