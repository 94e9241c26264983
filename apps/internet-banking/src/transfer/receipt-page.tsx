import type { Receipt } from '@warifu/bank';
import {
  Actions,
  Amount,
  ButtonLink,
  dateText,
  Form,
  Instant,
  instantText,
  type Language,
  Notice,
  SubmitButton,
  type Term,
  Terms,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { TransferBadge } from '../text/transfer-badge.tsx';
import { BOOKINGS_PATH } from './booking-pages.tsx';
import { BOOKING_WORDS } from './booking-words.ts';
import { partyTerms } from './confirm-page.tsx';
import { TRANSFER_WORDS } from './words.ts';

/** What was executed. */
export function receiptTerms(receipt: Receipt, fromBranchName: string, language: Language): readonly Term[] {
  const { receipt: words, confirm } = TRANSFER_WORDS[language];
  const { terms } = receipt;
  return [
    { name: words.executedAt, value: <Instant at={receipt.executedAt} language={language} /> },
    ...partyTerms(terms, fromBranchName, language),
    { name: confirm.amount, value: <Amount yen={terms.amount} />, isStrong: true },
    { name: confirm.fee, value: <Amount yen={terms.fee} /> },
    { name: confirm.total, value: <Amount yen={receipt.total} />, isStrong: true },
    { name: confirm.debitDate, value: dateText(terms.debitDate, language) },
    { name: confirm.valueDate, value: dateText(terms.valueDate, language) },
  ];
}

/** What became of a booking that was not made, of a return, and of a recall: a sentence each. */
export function fateSentences(receipt: Receipt, language: Language): readonly string[] {
  const { returned, booking, recall } = receipt;
  const words = BOOKING_WORDS[language];
  return [
    ...(booking?.reason === undefined ? [] : [words.failures[booking.reason]]),
    ...(returned === undefined
      ? []
      : [TRANSFER_WORDS[language].receipt.returned(instantText(returned.at, language))]),
    ...(recall === undefined ? [] : [words.recalls[recall.state]]),
  ];
}

const BAD: ReadonlySet<Receipt['transferState']> = new Set(['returned', 'failed']);

/** 受付完了: printable, and the same whenever it is opened again. */
export function receiptPage(turn: SessionTurn, receipt: Receipt, fromBranchName: string): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language].receipt;
  return sessionPage(turn, {
    title: words.title,
    current: 'transfer',
    body: (
      <>
        <h1>{receipt.booking === undefined ? words.heading : words.bookedHeading}</h1>
        <Notice tone={BAD.has(receipt.transferState) ? 'warning' : 'success'}>
          <p>
            {words.receiptNumber} <span class="receipt-number">{receipt.receiptNumber}</span>
          </p>
          <p>
            <TransferBadge state={receipt.transferState} language={language} />{' '}
            {words.states[receipt.transferState]}
          </p>
          {fateSentences(receipt, language).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
        <div class="card">
          <Terms terms={receiptTerms(receipt, fromBranchName, language)} />
        </div>
        <p class="hint screen-only">
          {words.print} {words.printHint}
        </p>
        <Actions>
          <ButtonLink href="/top" label={words.top} look="primary" />
          <ButtonLink href="/transfer" label={words.again} />
          {receipt.transferState === 'booked' ? (
            <ButtonLink href={BOOKINGS_PATH} label={words.bookings} />
          ) : null}
          <ButtonLink href={`/payees/new?order=${receipt.orderId}`} label={words.register} />
          <ButtonLink href="/history" label={words.history} />
        </Actions>
        <Form action={`/transfer/receipts/${receipt.orderId}/repeat`} csrf={turn.csrf} isPlain={true}>
          <SubmitButton label={words.repeat} look="secondary" />
        </Form>
      </>
    ),
  });
}
