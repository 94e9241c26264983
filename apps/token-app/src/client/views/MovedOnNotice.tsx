import type { LearnedOffset } from '../clock.ts';
import { useMovedOn } from '../hooks/use-moved-on.ts';
import type { Token } from '../token.ts';
import { dayOf } from '../words.ts';
import { Notice } from './Notice.tsx';
import { useSpeech } from './speech.ts';

/** Says that a registration has moved on, and what to do, until the customer confirms it. 機種変更. */
export function MovedOnNotice(props: { readonly token: Token; readonly learned: LearnedOffset | undefined }) {
  const { words, language } = useSpeech();
  const { movedOn, confirm } = useMovedOn(props.token, props.learned);
  if (movedOn === undefined) return null;
  const { departures, isRegistered } = movedOn;
  return (
    <Notice kind="warning" title={words.movedOnTitle}>
      {departures.map(({ service, why, leftAtMs }) => (
        <p key={`${service} ${why}`}>{words.movedOn[why](service, dayOf(leftAtMs, language))}</p>
      ))}
      {isRegistered ? (
        <p>{words.movedOnStill}</p>
      ) : (
        <p>
          {words.movedOnNone} <a href="#delete">{words.deleteToken}</a>
        </p>
      )}
      <p>{words.movedOnNotYou}</p>
      <button
        type="button"
        class="button button-line"
        onClick={() => {
          confirm();
          // The button is gone with what it stood in: a screen reader goes on at the head of the screen.
          document.querySelector('h1')?.focus();
        }}
      >
        {words.movedOnConfirm}
      </button>
    </Notice>
  );
}
