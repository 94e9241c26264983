import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { isBelievable, judgeJump, type LearnedOffset, type Reading } from '../clock.ts';
import { findOffset, keepOffset } from '../kept.ts';
import { learnOffset } from '../learn-clock.ts';

/** The authority's clock, as far as this device knows it. */
export interface AuthorityClock {
  readonly learned: LearnedOffset | undefined;
  /** The device's clock was changed, and could not be compared with the authority's since. */
  readonly isUnsure: boolean;
  /** Asks the authority now; whether it answered. */
  readonly learn: () => Promise<boolean>;
}

const READING_MS = 1_000;

/** Learns the offset when the page is shown and when the network comes back, and watches the device's clock for jumps. */
export function useClock(isVisible: boolean, isOnline: boolean): AuthorityClock {
  const [learned, setLearned] = useState(keptOffset);
  const [isUnsure, setUnsure] = useState(() => findOffset() !== undefined && keptOffset() === undefined);

  const take = useCallback((offset: LearnedOffset) => {
    keepOffset(offset);
    setLearned(offset);
    setUnsure(false);
  }, []);

  const learn = useCallback(async () => {
    const offset = await learnOffset();
    if (offset !== undefined) take(offset);
    return offset !== undefined;
  }, [take]);

  useEffect(() => {
    if (isVisible && isOnline) void learn();
  }, [isVisible, isOnline, learn]);

  const known = useRef(learned);
  known.current = learned;
  const onJump = useCallback(
    async (after: Reading, setBackMs: number | undefined) => {
      const before = known.current;
      // A clock set back tells by how much; the offset made up for it serves until the authority is asked.
      if (setBackMs !== undefined && before !== undefined)
        take({ offsetMs: before.offsetMs + setBackMs, learnedAtMs: after.wallMs });
      if (!(await learn()) && setBackMs === undefined) setUnsure(true);
    },
    [learn, take],
  );
  useJumps(isVisible, onJump);
  return { learned, isUnsure, learn };
}

function keptOffset(): LearnedOffset | undefined {
  const kept = findOffset();
  return kept !== undefined && isBelievable(kept, Date.now()) ? kept : undefined;
}

/** Compares the clocks every second while the page is seen: a hidden page may sleep, which looks like a jump. */
function useJumps(
  isVisible: boolean,
  onJump: (after: Reading, setBackMs: number | undefined) => Promise<void>,
): void {
  useEffect(() => {
    if (!isVisible) return;
    let before = read();
    const timer = setInterval(() => {
      const after = read();
      const judged = judgeJump(before, after);
      before = after;
      if (judged.jump !== 'none') void onJump(after, judged.jump === 'back' ? judged.byMs : undefined);
    }, READING_MS);
    return () => clearInterval(timer);
  }, [isVisible, onJump]);
}

function read(): Reading {
  return { wallMs: Date.now(), steadyMs: performance.now() };
}
