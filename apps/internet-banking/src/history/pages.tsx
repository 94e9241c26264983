import type { HistoryLine } from '@warifu/bank';
import { Amount, ButtonLink, type Column, Instant, type Language, type Spoken, Table } from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { branchText, kanaText } from '../text/accounts.ts';
import { TransferBadge } from '../text/transfer-badge.tsx';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly start: string;
  readonly columns: {
    readonly when: string;
    readonly receipt: string;
    readonly payee: string;
    readonly amount: string;
    readonly state: string;
  };
  readonly older: string;
  readonly newest: string;
  readonly bills: string;
}

export const HISTORY_WORDS: Spoken<Words> = {
  ja: {
    title: '取引履歴',
    lead: '受付番号を選ぶと、受付の内容を確認し、印刷できます。',
    empty: 'インターネットバンキングでのお取引はまだありません。',
    start: '振込をする',
    columns: { when: '受付日時', receipt: '受付番号', payee: '振込先', amount: '金額', state: '状況' },
    older: '前の履歴を見る',
    newest: '最新の履歴へ',
    bills: '税金・各種料金の払込みの履歴',
  },
  en: {
    title: 'History',
    lead: 'Choose a receipt number to see and print the receipt.',
    empty: 'There are no orders yet.',
    start: 'Make a transfer',
    columns: {
      when: 'Accepted',
      receipt: 'Receipt number',
      payee: 'Payee',
      amount: 'Amount',
      state: 'State',
    },
    older: 'Older orders',
    newest: 'Back to the latest',
    bills: 'Payments of bills',
  },
};

function columnsOf(language: Language): readonly Column<HistoryLine>[] {
  const words = HISTORY_WORDS[language];
  return [
    {
      title: words.columns.when,
      isHead: true,
      cell: (line) => <Instant at={line.executedAt} language={language} />,
    },
    {
      title: words.columns.receipt,
      cell: (line) => <a href={`/transfer/receipts/${line.orderId}`}>{line.receiptNumber}</a>,
    },
    {
      title: words.columns.payee,
      cell: (line) => (
        <span>
          {kanaText(line.payee.kana)}
          <span class="when">
            {line.payee.bankName} {branchText(line.payee.branchName, language)}
          </span>
        </span>
      ),
    },
    { title: words.columns.amount, isAmount: true, cell: (line) => <Amount yen={line.amount} /> },
    {
      title: words.columns.state,
      cell: (line) => <TransferBadge state={line.transferState} language={language} />,
    },
  ];
}

export interface HistoryPaging {
  readonly next?: string;
  readonly isOlderPage: boolean;
}

/** 取引履歴, newest first, each with its receipt. */
export function historyPage(turn: SessionTurn, lines: readonly HistoryLine[], paging: HistoryPaging): string {
  const words = HISTORY_WORDS[turn.language];
  return sessionPage(turn, {
    title: words.title,
    width: 'wide',
    current: 'history',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          {lines.length === 0 ? null : <p class="lead">{words.lead}</p>}
        </div>
        {lines.length === 0 ? (
          <div class="card stack">
            <p>{words.empty}</p>
            <ButtonLink href="/transfer" label={words.start} look="primary" />
          </div>
        ) : (
          <Table
            caption={words.title}
            columns={columnsOf(turn.language)}
            rows={lines}
            keyOf={(line) => line.orderId}
          />
        )}
        <div class="pager">
          {paging.isOlderPage ? <ButtonLink href="/history" label={words.newest} /> : null}
          {paging.next === undefined ? null : (
            <ButtonLink
              href={`/history?${new URLSearchParams({ before: paging.next })}`}
              label={words.older}
            />
          )}
        </div>
        <p class="screen-only">
          <a href="/pay-easy/history">{words.bills}</a>
        </p>
      </>
    ),
  });
}
