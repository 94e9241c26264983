import type { HistoryLine } from '@warifu/bank';
import { Amount, Instant, KeyLink, type MenuItem, type MenuKey } from '@warifu/ui';
import type { VNode } from 'preact';
import { HISTORY_WORDS, type HistoryPaging } from '../history/pages.tsx';
import type { SessionTurn } from '../http/route.ts';
import { kanaText } from '../text/accounts.ts';
import { ORDER_KIND_WORDS, receiptPathOf } from '../text/order-kinds.ts';
import { TransferBadge } from '../text/transfer-badge.tsx';
import { plainSessionPage } from './frame.tsx';
import { sliceOf } from './slice.ts';

/** The key of a line leads to its receipt. */
function Receipt(props: { readonly digit: MenuKey; readonly line: HistoryLine }): VNode {
  const { digit, line } = props;
  return <KeyLink digit={digit} label={line.receiptNumber} href={`/m${receiptPathOf(line)}`} />;
}

/** 取引履歴, newest first: the key of each leads to its receipt. */
export function plainHistoryPage(
  turn: SessionTurn,
  lines: readonly HistoryLine[],
  paging: HistoryPaging,
): string {
  const { language } = turn;
  const words = HISTORY_WORDS[language];
  const menu: readonly MenuItem[] = [
    ...(paging.next === undefined
      ? []
      : [
          {
            digit: '8' as const,
            label: words.older,
            href: `/m/history?${new URLSearchParams({ before: paging.next })}`,
          },
        ]),
  ];
  return plainSessionPage(turn, {
    title: words.title,
    body: (
      <>
        {lines.length === 0 ? <p>{words.empty}</p> : null}
        <ul class="lines">
          {sliceOf(lines, '1').items.map(({ digit, item }) => (
            <li key={item.orderId}>
              <Receipt digit={digit} line={item} />
              <br />
              <Instant at={item.executedAt} language={language} /> {ORDER_KIND_WORDS[language][item.kind]}{' '}
              {item.state === undefined ? null : <TransferBadge state={item.state} language={language} />}
              <br />
              {item.about === undefined ? null : `${kanaText(item.about.name)} ${item.about.place ?? ''} `}
              {item.amount === undefined ? null : <Amount yen={item.amount} />}
            </li>
          ))}
        </ul>
        <p>
          <a href="/m/pay-easy/history">{words.bills}</a>
        </p>
        {paging.isOlderPage ? (
          <p>
            <a href="/m/history">{words.newest}</a>
          </p>
        ) : null}
      </>
    ),
    menu,
  });
}
