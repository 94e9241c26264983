/** Ctrl-C and the like end the wait once; a second one ends the process, and the next start cleans up after it. */
export function untilSignal(): { readonly signal: Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const signal = new Promise<void>((resolve) => {
    end = resolve;
  });
  let isEnding = false;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (isEnding) process.exit(130);
      isEnding = true;
      end();
    });
  }
  return { signal, end };
}
