import type { Metrics } from './metrics.ts';
import { REQUEST_ID_HEADER, requestIdHere } from './request-context.ts';
import type { Tracing } from './tracing.ts';

/** Whom the house speaks to. */
export type Counterpart = 'authority' | 'zengin' | 'pay_easy' | 'mail';

/** Faults of those who are away, by their names: the packages that throw them know nothing of each other. */
const AWAY = new Set(['AuthorityUnavailable', 'NetworkUnavailable']);

/** What a call to another process takes along: whose request it is, and which trace. */
export const callHeaders = (tracing: Tracing | undefined) => (): Readonly<Record<string, string>> => {
  const requestId = requestIdHere();
  return {
    ...(requestId === undefined ? {} : { [REQUEST_ID_HEADER]: requestId }),
    ...(tracing?.headers() ?? {}),
  };
};

type Work = (...words: readonly unknown[]) => Promise<unknown>;

/** A port with each call counted, timed and traced. All of a port's functions answer later. */
export function watchPort<Port extends object>(
  to: Counterpart,
  port: Port,
  { metrics, tracing }: { readonly metrics: Metrics; readonly tracing: Tracing | undefined },
): Port {
  const seconds = metrics.callSeconds.labels(to);
  const answered = metrics.calls.labels(to, 'answered');
  const timed = async (work: () => Promise<unknown>): Promise<unknown> => {
    const begun = performance.now();
    try {
      const answer = await work();
      answered.inc();
      return answer;
    } catch (error) {
      const isAway = error instanceof Error && AWAY.has(error.name);
      metrics.calls.inc({ to, outcome: isAway ? 'away' : 'fault' });
      throw error;
    } finally {
      seconds.observe((performance.now() - begun) / 1_000);
    }
  };
  const watched = Object.entries(port as Readonly<Record<string, Work>>).map(([name, work]) => {
    const call: Work = (...words) => timed(() => work(...words));
    const traced: Work = (...words) =>
      tracing === undefined ? call(...words) : tracing.call(`${to} ${name}`, () => call(...words));
    return [name, traced];
  });
  return Object.fromEntries(watched) as Port;
}
