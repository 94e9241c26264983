import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { groupsOfCode, spelled } from '../grouping.ts';
import { useCode } from '../hooks/use-code.ts';
import { periodOf, type Token } from '../token.ts';
import { CopyButton } from './CopyButton.tsx';
import { Ring } from './Ring.tsx';
import { useSpeech } from './speech.ts';

/** What the panel shows, and by which clock. */
export interface OtpPanelProps {
  readonly token: Token;
  readonly offsetMs: number;
  readonly isVisible: boolean;
  readonly hidesCode: boolean;
}

/** The code of this moment, and how long it lasts. */
export function OtpPanel({ token, offsetMs, isVisible, hidesCode }: OtpPanelProps) {
  const { words } = useSpeech();
  const { code, secondsLeft } = useCode(token, offsetMs, isVisible);
  const period = periodOf(token);
  const [isRevealed, setRevealed] = useRevealed(period, isVisible);
  const shown = useRef<HTMLElement>(null);
  const isHidden = hidesCode && !isRevealed;
  return (
    <section class="half half-otp" aria-labelledby="otp-label">
      <h2 id="otp-label">{words.otp}</h2>
      <Digits code={code} isHidden={isHidden} shown={shown} />
      <Ring secondsLeft={secondsLeft} period={period} />
      {hidesCode && (
        <button
          type="button"
          class="button button-ghost"
          accessKey="3"
          aria-expanded={isRevealed}
          aria-controls="otp-digits"
          onClick={() => setRevealed(!isRevealed)}
        >
          {isRevealed ? words.hideOtp : words.revealOtp}
        </button>
      )}
      <CopyButton
        label={words.copyOtp}
        text={code}
        shown={shown}
        accessKey="1"
        isMain
        onSelect={() => setRevealed(true)}
      />
      <p class="note">{words.otpNote}</p>
    </section>
  );
}

interface DigitsProps {
  readonly code: string | undefined;
  readonly isHidden: boolean;
  readonly shown: RefObject<HTMLElement | null>;
}

/** The two groups stand apart for the eye only: copied by hand they are one code without a space. */
function Digits({ code, isHidden, shown }: DigitsProps) {
  const { words } = useSpeech();
  const isShown = code !== undefined && !isHidden;
  const [first, second] = groupsOfCode(isShown ? code : '••••••');
  const aloud = isHidden ? words.otpHidden : code === undefined ? words.otpComing : spelled(code);
  return (
    <p class="digits" id="otp-digits" data-shown={isShown}>
      <span id="otp" ref={shown} aria-hidden="true">
        <span>{first}</span>
        <span>{second}</span>
      </span>
      <span class="unseen">{aloud}</span>
    </p>
  );
}

/** Shown on request for as long as a code lasts, whichever codes that covers; leaving the page hides it at once. */
function useRevealed(period: number, isVisible: boolean) {
  const [isRevealed, setRevealed] = useState(false);
  useEffect(() => {
    if (!isRevealed) return;
    const timer = setTimeout(() => setRevealed(false), period * 1_000);
    return () => clearTimeout(timer);
  }, [isRevealed, period]);
  useEffect(() => {
    if (!isVisible) setRevealed(false);
  }, [isVisible]);
  return [isRevealed, setRevealed] as const;
}
