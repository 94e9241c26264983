import type { BillReceipt } from '@warifu/bank';
import { Amount, ButtonLink, type Column, Instant, type Language, Table } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PaymentBadge } from './badge.tsx';
import { HISTORY_PATH, receiptPath, START_PATH } from './draft.ts';
import { PAY_EASY_WORDS } from './words.ts';

export interface HistoryShown {
  readonly receipts: readonly BillReceipt[];
  readonly next?: string;
  readonly isOlderPage: boolean;
}

export const olderPath = (before: string): string => `${HISTORY_PATH}?${new URLSearchParams({ before })}`;

function columnsOf(language: Language): readonly Column<BillReceipt>[] {
  const words = PAY_EASY_WORDS[language].history;
  return [
    {
      title: words.when,
      isHead: true,
      cell: (line) => <Instant at={line.executedAt} language={language} />,
    },
    {
      title: words.receipt,
      cell: (line) => <a href={receiptPath(line.orderId)}>{line.receiptNumber}</a>,
    },
    {
      title: words.bill,
      cell: ({ terms }) => (
        <span>
          {terms.billerName}
          <span class="when">{terms.content}</span>
        </span>
      ),
    },
    { title: words.amount, isAmount: true, cell: ({ terms }) => <Amount yen={terms.amount} /> },
    {
      title: words.state,
      cell: ({ payment }) => <PaymentBadge state={payment.state} language={language} />,
    },
  ];
}

/** The payments of 100 days, newest first, each with its receipt. */
export function historyPage(turn: SessionTurn, shown: HistoryShown): string {
  const words = PAY_EASY_WORDS[turn.language].history;
  return sessionPage(turn, {
    title: words.title,
    width: 'wide',
    current: 'payEasy',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          {shown.receipts.length === 0 ? null : <p class="lead">{words.lead}</p>}
        </div>
        {shown.receipts.length === 0 ? (
          <div class="card stack">
            <p>{words.empty}</p>
            <ButtonLink href={START_PATH} label={words.start} look="primary" />
          </div>
        ) : (
          <Table
            caption={words.title}
            columns={columnsOf(turn.language)}
            rows={shown.receipts}
            keyOf={(line) => line.orderId}
          />
        )}
        <div class="pager">
          {shown.isOlderPage ? <ButtonLink href={HISTORY_PATH} label={words.newest} /> : null}
          {shown.next === undefined ? null : <ButtonLink href={olderPath(shown.next)} label={words.older} />}
        </div>
      </>
    ),
  });
}
