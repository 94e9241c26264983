import type { IssueProblem, Unfit } from '../stage.ts';
import { unreachable } from '../unreachable.ts';
import type { Words } from '../words.ts';
import { Notice } from './Notice.tsx';
import { useSpeech } from './speech.ts';
import { LostNotice } from './WelcomeScreen.tsx';

/** While the authority is asked. */
export function IssuingScreen() {
  const { words } = useSpeech();
  return (
    <div class="page page-middle" role="status">
      <span class="spinner" aria-hidden="true" />
      <p class="lead">{words.issuingText}</p>
    </div>
  );
}

/** Why it failed, and the way to try again. */
export function NotIssuedScreen(props: { readonly why: IssueProblem; readonly onIssue: () => void }) {
  const { words } = useSpeech();
  return (
    <div class="page">
      <Notice kind="warning">
        <p>{sentenceOf(props.why, words)}</p>
        {props.why.problem === 'unreachable' && <p>{words.unreachableSame}</p>}
      </Notice>
      <div class="act">
        <button type="button" class="button button-full" accessKey="1" onClick={props.onIssue}>
          {words.issueAgain}
        </button>
      </div>
    </div>
  );
}

function sentenceOf(why: IssueProblem, words: Words): string {
  switch (why.problem) {
    case 'unreachable':
      return words.unreachable;
    case 'busy':
      return why.retryAfterSeconds === undefined ? words.busy : words.busyFor(why.retryAfterSeconds);
    case 'refused':
      return words.refused;
    case 'reply_broken':
      return words.replyBroken;
    case 'not_kept':
      return words.notKept;
    default:
      return unreachable(why);
  }
}

/** A browser that keeps no keys: nothing was issued, and what may help. */
export function UnfitScreen(props: { readonly unfit: Unfit; readonly lostTokenId: string | undefined }) {
  const { words } = useSpeech();
  return (
    <div class="page">
      <Notice kind="warning" title={words.unfit[props.unfit]}>
        <p>{words.unfitNothing}</p>
      </Notice>
      {props.lostTokenId !== undefined && <LostNotice tokenId={props.lostTokenId} />}
      <h2>{words.unfitTry}</h2>
      <ul class="list">
        {words.unfitSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      <div class="act">
        <button type="button" class="button button-full" accessKey="1" onClick={() => location.reload()}>
          {words.tryAgain}
        </button>
      </div>
    </div>
  );
}

/** On an iPhone or iPad the app belongs on the Home Screen before it holds anything. */
export function HomeScreen(props: {
  readonly lostTokenId: string | undefined;
  readonly onDecline: () => void;
}) {
  const { words } = useSpeech();
  return (
    <div class="page">
      {props.lostTokenId !== undefined && <LostNotice tokenId={props.lostTokenId} />}
      <p class="lead">{words.homeText}</p>
      <ol class="steps">
        {words.homeSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>{words.homeWhy}</p>
      <div class="act">
        <p class="note" id="decline-note">
          {words.homeDeclineText}
        </p>
        <button
          type="button"
          class="button button-line"
          aria-describedby="decline-note"
          onClick={props.onDecline}
        >
          {words.homeDecline}
        </button>
      </div>
    </div>
  );
}
