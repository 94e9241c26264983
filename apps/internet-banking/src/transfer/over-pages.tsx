import type { NotAllowed } from '@warifu/bank';
import { ButtonLink } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { flowMessagePage } from '../http/step-page.tsx';
import { sentenceOf } from '../text/faces.ts';
import { NOT_ALLOWED_SENTENCES } from './faces.ts';
import { TRANSFER_WORDS } from './words.ts';

const FLOW = { current: 'transfer', startPath: '/transfer' } as const;

/** The draft is gone: executed, or too old. */
export function overPage(turn: SessionTurn): string {
  const words = TRANSFER_WORDS[turn.language].over;
  return flowMessagePage(turn, FLOW, {
    ...words,
    links: (
      <>
        <ButtonLink href="/transfer" label={words.again} look="primary" />
        <ButtonLink href="/history" label={words.history} />
      </>
    ),
  });
}

/** The confirm page of yesterday, or of eleven minutes ago. */
export function expiredPage(turn: SessionTurn, draftId: string | undefined): string {
  const words = TRANSFER_WORDS[turn.language].expired;
  const href = draftId === undefined ? '/transfer' : `/transfer/${draftId}/amount`;
  return flowMessagePage(turn, FLOW, {
    ...words,
    links: <ButtonLink href={href} label={words.again} look="primary" />,
  });
}

/** Registering a token does not help against any of these. */
const NOT_CURED: ReadonlySet<NotAllowed['reason']> = new Set([
  'cool_down',
  'contract_stopped',
  'not_on_channel',
  'other_channel',
  'day_not_open',
]);

/** Whether the customer is shown the way to 利用登録. */
export const isCuredByRegistration = (because: NotAllowed): boolean => !NOT_CURED.has(because.reason);

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function notAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const words = TRANSFER_WORDS[turn.language].refused;
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
