import type { NotAllowed, PayEasyStop } from '@warifu/bank';
import { ButtonLink } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { flowMessagePage } from '../http/step-page.tsx';
import { sentenceOf } from '../text/faces.ts';
import { isCuredByRegistration } from '../transfer/over-pages.tsx';
import { HISTORY_PATH, pathOf, START_PATH } from './draft.ts';
import { NOT_ALLOWED_SENTENCES, stopSentence } from './faces.ts';
import { PAY_EASY_WORDS } from './words.ts';

const FLOW = { current: 'payEasy', startPath: START_PATH } as const;

/** The draft is gone: executed, or too old. */
export function overPage(turn: SessionTurn): string {
  const words = PAY_EASY_WORDS[turn.language];
  return flowMessagePage(turn, FLOW, {
    ...words.over,
    links: (
      <>
        <ButtonLink href={START_PATH} label={words.over.again} look="primary" />
        <ButtonLink href={HISTORY_PATH} label={words.receipt.history} />
      </>
    ),
  });
}

/** The confirm page of eleven minutes ago. */
export function expiredPage(turn: SessionTurn, draftId: string | undefined): string {
  const words = PAY_EASY_WORDS[turn.language].expired;
  const href = draftId === undefined ? START_PATH : pathOf(draftId, 'bill');
  return flowMessagePage(turn, FLOW, {
    ...words,
    links: <ButtonLink href={href} label={words.again} look="primary" />,
  });
}

/** Too many numbers under which there is no bill. */
export function stoppedPage(turn: SessionTurn, stop: PayEasyStop): string {
  const words = PAY_EASY_WORDS[turn.language];
  return flowMessagePage(turn, FLOW, {
    title: words.stopped.title,
    text: stopSentence(stop, turn.language),
    links: (
      <>
        <ButtonLink href="/top" label={words.refused.top} look="primary" />
        <ButtonLink href={HISTORY_PATH} label={words.receipt.history} />
      </>
    ),
  });
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function notAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const words = PAY_EASY_WORDS[turn.language].refused;
  return flowMessagePage(turn, FLOW, {
    title: words.title,
    text: sentenceOf(NOT_ALLOWED_SENTENCES[turn.language], because),
    links: (
      <>
        {isCuredByRegistration(because) ? (
          <ButtonLink href="/otp/register" label={words.register} look="primary" />
        ) : null}
        <ButtonLink href="/top" label={words.top} />
      </>
    ),
  });
}
