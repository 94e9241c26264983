import type { IncomingHttpHeaders } from 'node:http';

/** A request that is being traced. */
export interface TracedRequest {
  /** Runs what belongs to it. */
  readonly run: (go: () => void) => void;
  readonly end: (route: string, status: number) => void;
}

/** What is traced. No attribute anywhere carries a value of a form, a header, a parameter of a statement or an address. */
export interface Tracing {
  /** `headers`: of a sender whose word is taken; the trace goes on from there. */
  readonly request: (site: string, method: string, headers: IncomingHttpHeaders | undefined) => TracedRequest;
  /** Where the call that is made now stands; given back with its batch. */
  readonly here: () => unknown;
  /**
   * The work of a batch, once in the trace of each call in it. What it does below stands in the trace of the first; the
   * spans of the others are linked to that one.
   */
  readonly batch: <T>(name: string, entered: readonly unknown[], work: () => Promise<T>) => Promise<T>;
  /** A statement that has just ended. */
  readonly statement: (text: string, milliseconds: number) => void;
  readonly call: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** What goes along with a call to another process, so that its spans stand in this trace. */
  readonly headers: () => Readonly<Record<string, string>>;
  /** For the lines of the log; nothing where no span is open. */
  readonly ids: () => { readonly traceId: string } | undefined;
  /** Sends what is left. */
  readonly close: () => Promise<void>;
}
