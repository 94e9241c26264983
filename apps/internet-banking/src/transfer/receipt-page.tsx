import type { Receipt } from '@warifu/bank';
import {
  Actions,
  Amount,
  ButtonLink,
  dateText,
  Instant,
  instantText,
  type Language,
  Notice,
  type Term,
  Terms,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { TransferBadge } from '../text/transfer-badge.tsx';
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

/** 受付完了: printable, and the same whenever it is opened again. */
export function receiptPage(turn: SessionTurn, receipt: Receipt, fromBranchName: string): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language].receipt;
  return sessionPage(turn, {
    title: words.title,
    current: 'transfer',
    body: (
      <>
        <h1>{words.heading}</h1>
        <Notice tone={receipt.transferState === 'returned' ? 'warning' : 'success'}>
          <p>
            {words.receiptNumber} <span class="receipt-number">{receipt.receiptNumber}</span>
          </p>
          <p>
            <TransferBadge state={receipt.transferState} language={language} />{' '}
            {words.states[receipt.transferState]}
          </p>
          {receipt.returned === undefined ? null : (
            <p>{words.returned(instantText(receipt.returned.at, language))}</p>
          )}
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
          <ButtonLink href="/history" label={words.history} />
        </Actions>
      </>
    ),
  });
}
