import type { BillReceipt, NotAllowed, PayEasyStop } from '@warifu/bank';
import { Amount, Instant, KeyLink, type MenuItem, Terms } from '@warifu/ui';
import type { SessionTurn } from '../../http/route.ts';
import { PaymentBadge } from '../../pay-easy/badge.tsx';
import { HISTORY_PATH, pathOf, receiptPath, START_PATH } from '../../pay-easy/draft.ts';
import { NOT_ALLOWED_SENTENCES, stopSentence } from '../../pay-easy/faces.ts';
import { type HistoryShown, olderPath } from '../../pay-easy/history-page.tsx';
import { outcomeText, receiptTerms } from '../../pay-easy/receipt-page.tsx';
import { PAY_EASY_WORDS } from '../../pay-easy/words.ts';
import { sentenceOf } from '../../text/faces.ts';
import { isCuredByRegistration } from '../../transfer/over-pages.tsx';
import { plainSessionPage } from '../frame.tsx';
import { sliceOf } from '../slice.ts';

/** 受付完了, or what is known instead. */
export function plainReceiptPage(turn: SessionTurn, receipt: BillReceipt, fromBranchName: string): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language].receipt;
  const { state } = receipt.payment;
  const reload: readonly MenuItem[] =
    state === 'confirming'
      ? [{ digit: '3', label: words.reload, href: `/m${receiptPath(receipt.orderId)}` }]
      : [];
  return plainSessionPage(turn, {
    title: words.headings[state],
    body: (
      <>
        <p class="notice">
          {words.receiptNumber} <b class="receipt-number">{receipt.receiptNumber}</b>
          <br />
          {outcomeText(receipt, language)}
        </p>
        <Terms terms={receiptTerms(receipt, fromBranchName, language)} />
        <p class="hint">
          {state === 'paid' ? `${words.noReceipt} ` : ''}
          {words.printHint}
        </p>
      </>
    ),
    menu: [
      { digit: '1', label: words.again, href: `/m${START_PATH}` },
      { digit: '2', label: words.history, href: `/m${HISTORY_PATH}` },
      ...reload,
    ],
  });
}

/** The payments of 100 days: the key of each leads to its receipt. */
export function plainHistoryPage(turn: SessionTurn, shown: HistoryShown): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language].history;
  const menu: readonly MenuItem[] =
    shown.next === undefined ? [] : [{ digit: '8', label: words.older, href: `/m${olderPath(shown.next)}` }];
  return plainSessionPage(turn, {
    title: words.title,
    body: (
      <>
        {shown.receipts.length === 0 ? <p>{words.empty}</p> : null}
        <ul class="lines">
          {sliceOf(shown.receipts, '1').items.map(({ digit, item }) => (
            <li key={item.orderId}>
              <KeyLink digit={digit} label={item.receiptNumber} href={`/m${receiptPath(item.orderId)}`} />
              <br />
              <Instant at={item.executedAt} language={language} />{' '}
              <PaymentBadge state={item.payment.state} language={language} />
              <br />
              {item.terms.billerName} {item.terms.content} <Amount yen={item.terms.amount} />
            </li>
          ))}
        </ul>
        {shown.isOlderPage ? (
          <p>
            <a href={`/m${HISTORY_PATH}`}>{words.newest}</a>
          </p>
        ) : null}
      </>
    ),
    menu,
  });
}

const messagePage = (
  turn: SessionTurn,
  words: { readonly title: string; readonly text: string },
  menu: readonly MenuItem[],
): string =>
  plainSessionPage(turn, {
    title: words.title,
    languageBack: `/m${START_PATH}`,
    body: <p>{words.text}</p>,
    menu,
  });

/** The draft is gone: executed, or too old. */
export function plainOverPage(turn: SessionTurn): string {
  const words = PAY_EASY_WORDS[turn.language];
  return messagePage(turn, words.over, [
    { digit: '1', label: words.over.again, href: `/m${START_PATH}` },
    { digit: '2', label: words.receipt.history, href: `/m${HISTORY_PATH}` },
  ]);
}

/** The confirm page of eleven minutes ago. */
export function plainExpiredPage(turn: SessionTurn, draftId: string | undefined): string {
  const words = PAY_EASY_WORDS[turn.language].expired;
  const href = draftId === undefined ? START_PATH : pathOf(draftId, 'bill');
  return messagePage(turn, words, [{ digit: '1', label: words.again, href: `/m${href}` }]);
}

/** Too many numbers under which there is no bill. */
export function plainStoppedPage(turn: SessionTurn, stop: PayEasyStop): string {
  const words = PAY_EASY_WORDS[turn.language];
  const text = stopSentence(stop, turn.language);
  return messagePage(turn, { title: words.stopped.title, text }, [
    { digit: '1', label: words.receipt.history, href: `/m${HISTORY_PATH}` },
  ]);
}

/** What the policy of the bank refuses whatever is typed, and what to do about it. */
export function plainNotAllowedPage(turn: SessionTurn, because: NotAllowed): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language].refused;
  const text = sentenceOf(NOT_ALLOWED_SENTENCES[language], because);
  const register: readonly MenuItem[] = [{ digit: '1', label: words.register, href: '/m/otp/register' }];
  return messagePage(turn, { title: words.title, text }, isCuredByRegistration(because) ? register : []);
}
