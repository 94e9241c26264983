import { monitorEventLoopDelay } from 'node:perf_hooks';

const EVERY_MS = 1_000;
const RESOLUTION_MS = 10;
const DELAY_MS_MAX = 2_000;

/** How far behind its work this process is. */
export interface Pressure {
  /** Whether in the last second the event loop came round so late that nobody should be made to wait for it. */
  readonly isBehind: () => boolean;
  /** Watches from now on. Loading and compiling take a start a second in one piece, and say nothing of what follows. */
  readonly begin: () => void;
  readonly close: () => void;
}

export function openPressure(delayMsMax = DELAY_MS_MAX): Pressure {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let isBehind = false;
  let looking: ReturnType<typeof setInterval> | undefined;
  const look = (): void => {
    isBehind = delays.mean / 1e6 > delayMsMax;
    delays.reset();
  };
  return {
    isBehind: () => isBehind,
    begin: () => {
      delays.enable();
      looking = setInterval(look, EVERY_MS).unref();
    },
    close: () => {
      clearInterval(looking);
      delays.disable();
    },
  };
}
