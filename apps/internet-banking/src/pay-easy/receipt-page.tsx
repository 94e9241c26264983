import type { BillReceipt } from '@warifu/bank';
import {
  Actions,
  ButtonLink,
  Instant,
  type Language,
  Notice,
  type NoticeTone,
  type Term,
  Terms,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PaymentBadge } from './badge.tsx';
import { paymentTerms } from './confirm-page.tsx';
import { HISTORY_PATH, receiptPath, START_PATH } from './draft.ts';
import { PAY_EASY_WORDS } from './words.ts';

const TONES: Readonly<Record<BillReceipt['payment']['state'], NoticeTone>> = {
  paid: 'success',
  confirming: 'information',
  not_taken: 'warning',
};

/** What is known of the payment, in sentences. */
export function outcomeText({ payment }: BillReceipt, language: Language): string {
  const words = PAY_EASY_WORDS[language].receipt;
  return payment.state === 'not_taken'
    ? `${words.notTaken[payment.reason]} ${words.nothingTaken}`
    : words.states[payment.state];
}

/** What was executed, and when its outcome was known. */
export function receiptTerms(
  receipt: BillReceipt,
  fromBranchName: string,
  language: Language,
): readonly Term[] {
  const words = PAY_EASY_WORDS[language].receipt;
  const { payment } = receipt;
  return [
    { name: words.executedAt, value: <Instant at={receipt.executedAt} language={language} /> },
    ...(payment.state === 'confirming'
      ? []
      : [{ name: words.settledAt, value: <Instant at={payment.settledAt} language={language} /> }]),
    ...paymentTerms(receipt.terms, fromBranchName, language),
  ];
}

/** 受付完了, or what is known instead: printable, and the truth whenever it is opened. */
export function receiptPage(turn: SessionTurn, receipt: BillReceipt, fromBranchName: string): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language].receipt;
  const { state } = receipt.payment;
  return sessionPage(turn, {
    title: words.headings[state],
    current: 'payEasy',
    body: (
      <>
        <h1>{words.headings[state]}</h1>
        <Notice tone={TONES[state]}>
          <p>
            {words.receiptNumber} <span class="receipt-number">{receipt.receiptNumber}</span>
          </p>
          <p>
            <PaymentBadge state={state} language={language} /> {outcomeText(receipt, language)}
          </p>
        </Notice>
        <div class="card">
          <Terms terms={receiptTerms(receipt, fromBranchName, language)} />
        </div>
        <p class="hint screen-only">
          {state === 'paid' ? `${words.noReceipt} ` : ''}
          {words.printHint}
        </p>
        <Actions>
          {state === 'confirming' ? (
            <ButtonLink href={receiptPath(receipt.orderId)} label={words.reload} look="primary" />
          ) : null}
          <ButtonLink href="/top" label={words.top} look={state === 'confirming' ? 'secondary' : 'primary'} />
          <ButtonLink href={START_PATH} label={words.again} />
          <ButtonLink href={HISTORY_PATH} label={words.history} />
        </Actions>
      </>
    ),
  });
}
