import type { HistoryLine } from '@warifu/bank';
import { Amount, ButtonLink, type Column, Form, Instant, type Spoken, SubmitButton, Table } from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { kanaText } from '../text/accounts.ts';
import { isRepeatable, ORDER_KIND_WORDS, receiptPathOf } from '../text/order-kinds.ts';
import { TransferBadge } from '../text/transfer-badge.tsx';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly start: string;
  readonly repeat: string;
  readonly columns: {
    readonly when: string;
    readonly kind: string;
    readonly again: string;
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
    repeat: 'もう一度振り込む',
    columns: {
      when: '受付日時',
      kind: '取引',
      receipt: '受付番号',
      payee: '振込先・内容',
      amount: '金額',
      state: '状況',
      again: '同じ内容で',
    },
    older: '前の履歴を見る',
    newest: '最新の履歴へ',
    bills: '税金・各種料金の払込みの履歴',
  },
  en: {
    title: 'History',
    lead: 'Choose a receipt number to see and print the receipt.',
    empty: 'There are no orders yet.',
    start: 'Make a transfer',
    repeat: 'Make it again',
    columns: {
      when: 'Accepted',
      kind: 'Order',
      again: 'The same',
      receipt: 'Receipt number',
      payee: 'For',
      amount: 'Amount',
      state: 'State',
    },
    older: 'Older orders',
    newest: 'Back to the latest',
    bills: 'Payments of bills',
  },
};

/** The receipt number, which leads to the receipt. */
function ReceiptCell(props: { readonly line: HistoryLine }): VNode {
  const { line } = props;
  return <a href={receiptPathOf(line)}>{line.receiptNumber}</a>;
}

function columnsOf(turn: SessionTurn): readonly Column<HistoryLine>[] {
  const { language } = turn;
  const words = HISTORY_WORDS[language];
  return [
    {
      title: words.columns.when,
      isHead: true,
      cell: (line) => <Instant at={line.executedAt} language={language} />,
    },
    { title: words.columns.kind, cell: (line) => ORDER_KIND_WORDS[language][line.kind] },
    { title: words.columns.receipt, cell: (line) => <ReceiptCell line={line} /> },
    {
      title: words.columns.payee,
      cell: ({ about }) =>
        about === undefined ? (
          ''
        ) : (
          <span>
            {kanaText(about.name)}
            {about.place === undefined ? null : <span class="when">{about.place}</span>}
          </span>
        ),
    },
    {
      title: words.columns.amount,
      isAmount: true,
      cell: ({ amount }) => (amount === undefined ? '' : <Amount yen={amount} />),
    },
    {
      title: words.columns.state,
      cell: ({ state }) => (state === undefined ? '' : <TransferBadge state={state} language={language} />),
    },
    {
      title: words.columns.again,
      cell: (line) =>
        isRepeatable(line) ? (
          <Form
            action={`/transfer/receipts/${line.orderId}/repeat`}
            csrf={turn.csrf}
            isPlain={true}
            label={`${words.repeat} ${line.receiptNumber}`}
          >
            <SubmitButton label={words.repeat} look="quiet" />
          </Form>
        ) : (
          ''
        ),
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
            columns={columnsOf(turn)}
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
