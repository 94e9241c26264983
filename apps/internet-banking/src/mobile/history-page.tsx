import type { HistoryLine } from '@warifu/bank';
import { Amount, Instant, KeyLink, type MenuItem } from '@warifu/ui';
import { HISTORY_WORDS, type HistoryPaging } from '../history/pages.tsx';
import type { SessionTurn } from '../http/route.ts';
import { branchText, kanaText } from '../text/accounts.ts';
import { TransferBadge } from '../text/transfer-badge.tsx';
import { plainSessionPage } from './frame.tsx';
import { sliceOf } from './slice.ts';

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
              <KeyLink
                digit={digit}
                label={item.receiptNumber}
                href={`/m/transfer/receipts/${item.orderId}`}
              />
              <br />
              <Instant at={item.executedAt} language={language} />{' '}
              <TransferBadge state={item.transferState} language={language} />
              <br />
              {kanaText(item.payee.kana)} {item.payee.bankName} {branchText(item.payee.branchName, language)}{' '}
              <Amount yen={item.amount} />
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
