import { useEffect, useState } from 'preact/hooks';
import { positionAt } from '../clock.ts';
import { codeAt, periodOf, type Token } from '../token.ts';

/** What is shown now. */
export interface ShownCode {
  /** `undefined` while it is computed, and while nobody can see the page. */
  readonly code: string | undefined;
  /** Whole seconds until the next code. */
  readonly secondsLeft: number;
}

/**
 * The code of this moment by the authority's clock.
 *
 * A hidden page shows none: neither an old code on return nor one in the picture that a phone keeps of its apps.
 *
 * @param offsetMs authority's clock minus the device's
 */
export function useCode(token: Token, offsetMs: number, isVisible: boolean): ShownCode {
  const period = periodOf(token);
  const now = () => positionAt(Date.now() + offsetMs, period);
  const [position, setPosition] = useState(now);
  const [computed, setComputed] = useState<{ readonly step: number; readonly code: string }>();

  useEffect(() => {
    if (!isVisible) return;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const next = now();
      setPosition(next);
      timer = setTimeout(tick, next.nextTickMs);
    };
    tick();
    return () => clearTimeout(timer);
  }, [offsetMs, period, isVisible]);

  const { step, secondsLeft } = position;
  useEffect(() => {
    let isWanted = true;
    void codeAt(token, step).then((code) => {
      if (isWanted) setComputed({ step, code });
    });
    return () => {
      isWanted = false;
    };
  }, [token, step]);

  const isCurrent = isVisible && computed !== undefined && computed.step === step;
  return { code: isCurrent ? computed.code : undefined, secondsLeft };
}
