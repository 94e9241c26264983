import { useSpeech } from './speech.ts';

const RADIUS = 20;
const ROUND = 2 * Math.PI * RADIUS;
const SOON_SECONDS = 5;

/**
 * The ring that runs down. Drawn anew each second, with a transition in between where motion is welcome.
 *
 * A screen reader can look up the seconds, but is not told each of them: `timer` is silent by itself.
 */
export function Ring({ secondsLeft, period }: { readonly secondsLeft: number; readonly period: number }) {
  const { words } = useSpeech();
  // The ring moves towards the second that comes next, to be empty when the code goes.
  const left = (secondsLeft - 1) / period;
  return (
    <div class="ring" role="timer" data-soon={secondsLeft <= SOON_SECONDS}>
      <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle class="ring-track" cx="24" cy="24" r={RADIUS} />
        <circle
          class="ring-left"
          data-full={secondsLeft === period}
          cx="24"
          cy="24"
          r={RADIUS}
          stroke-dasharray={ROUND}
          stroke-dashoffset={ROUND * (1 - left)}
        />
      </svg>
      <span class="ring-seconds" aria-hidden="true">
        {secondsLeft}
      </span>
      <span class="unseen">{words.secondsLeft(secondsLeft)}</span>
    </div>
  );
}
