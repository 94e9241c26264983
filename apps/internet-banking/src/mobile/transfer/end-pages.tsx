import type { NotAllowed, Receipt } from '@warifu/bank';
import { KeyButton, type MenuItem, PlainForm, Terms } from '@warifu/ui';
import type { SessionTurn } from '../../http/route.ts';
import { sentenceOf } from '../../text/faces.ts';
import { BOOKINGS_PATH } from '../../transfer/booking-pages.tsx';
import { pathOf } from '../../transfer/draft.ts';
import { NOT_ALLOWED_SENTENCES } from '../../transfer/faces.ts';
import { isCuredByRegistration } from '../../transfer/over-pages.tsx';
import { fateSentences, receiptTerms } from '../../transfer/receipt-page.tsx';
import { TRANSFER_WORDS } from '../../transfer/words.ts';
import { plainSessionPage } from '../frame.tsx';

/** 受付完了. */
export function plainReceiptPage(turn: SessionTurn, receipt: Receipt, fromBranchName: string): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language].receipt;
  return plainSessionPage(turn, {
    title: words.title,
    heading: receipt.booking === undefined ? words.heading : words.bookedHeading,
    body: (
      <>
        <p class="notice">
          {words.receiptNumber} <b class="receipt-number">{receipt.receiptNumber}</b>
          <br />
          {words.states[receipt.transferState]}
          {fateSentences(receipt, language).map((sentence) => (
            <> {sentence}</>
          ))}
        </p>
        <Terms terms={receiptTerms(receipt, fromBranchName, language)} />
        <p class="hint">{words.printHint}</p>
        <PlainForm action={`/m/transfer/receipts/${receipt.orderId}/repeat`} csrf={turn.csrf}>
          <KeyButton digit="4" label={words.repeat} />
        </PlainForm>
      </>
    ),
    menu: [
      { digit: '1', label: words.again, href: '/m/transfer' },
      { digit: '2', label: words.history, href: '/m/history' },
      { digit: '3', label: words.bookings, href: `/m${BOOKINGS_PATH}` },
    ],
  });
}

const messagePage = (
  turn: SessionTurn,
  words: { readonly title: string; readonly text: string },
  menu: readonly MenuItem[],
): string =>
  plainSessionPage(turn, {
    title: words.title,
    languageBack: '/m/transfer',
    body: <p>{words.text}</p>,
    menu,
  });

/** The draft is gone: executed, or too old. */
export function plainOverPage(turn: SessionTurn): string {
  const words = TRANSFER_WORDS[turn.language].over;
  return messagePage(turn, words, [
    { digit: '1', label: words.again, href: '/m/transfer' },
    { digit: '2', label: words.history, href: '/m/history' },
  ]);
}

/** The confirm page of eleven minutes ago. */
export function plainExpiredPage(turn: SessionTurn, draftId: string | undefined): string {
  const words = TRANSFER_WORDS[turn.language].expired;
  const href = draftId === undefined ? '/m/transfer' : `/m${pathOf(draftId, 'amount')}`;
  return messagePage(turn, words, [{ digit: '1', label: words.again, href }]);
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function plainNotAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language].refused;
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[language], because);
  const register: readonly MenuItem[] = [{ digit: '1', label: words.register, href: '/m/otp/register' }];
  return messagePage(turn, { title: words.title, text }, isCuredByRegistration(because) ? register : []);
}
