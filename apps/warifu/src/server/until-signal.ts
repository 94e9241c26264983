/** The wish that this process ends. */
export interface Ending {
  readonly signal: AbortSignal;
  /** Settles when the signal is given. */
  readonly given: Promise<void>;
  readonly end: () => void;
}

/** Ctrl-C and the like give the signal once; a second one ends the process, and the next start cleans up after it. */
export function untilSignal(): Ending {
  const ending = new AbortController();
  const given = new Promise<void>((resolve) => {
    ending.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (ending.signal.aborted) process.exit(130);
      ending.abort();
    });
  }
  return { signal: ending.signal, given, end: () => ending.abort() };
}
