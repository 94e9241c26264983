import type { AccountView, WholeStatement } from '@warifu/bank';
import type { PaperLine, PaperStatement } from '@warifu/paper';
import { dateText, yenText } from '@warifu/ui';
import type { SessionTurn } from '../http/route.ts';
import { accountText, branchText } from '../text/accounts.ts';
import { STATEMENT_WORDS } from './words.ts';

/** A whole statement as it is printed, in the language of its page. */
export function paperStatementOf(
  turn: SessionTurn,
  account: AccountView,
  statement: WholeStatement,
): PaperStatement {
  const { language } = turn;
  const { bankName, demo } = turn.site.options;
  const words = STATEMENT_WORDS[language];
  const paid = { out: 0n, in: 0n };
  async function* linesOf(lines: WholeStatement['lines']): AsyncGenerator<readonly PaperLine[]> {
    for await (const some of lines) {
      yield some.map((line) => {
        const side = line.amount < 0n ? 'out' : 'in';
        const amount = line.amount < 0n ? -line.amount : line.amount;
        paid[side] += amount;
        return {
          date: line.businessDate.replaceAll('-', '/'),
          what: words.kinds[line.kind],
          counterparty: line.counterparty,
          out: side === 'out' ? yenText(amount) : '',
          in: side === 'in' ? yenText(amount) : '',
          balance: yenText(line.balanceAfter),
        };
      });
    }
  }
  return {
    bank: {
      name: bankName.ja,
      nameEn: bankName.en,
      branchName: branchText(account.branchName, 'ja'),
      isDemo: demo,
    },
    language,
    title: words.title,
    holder: statement.holder.kanji,
    account: `${accountText(account, language)} ${account.accountNumber}`,
    period: words.range(dateText(statement.from, language), dateText(statement.to, language)),
    issuedOn: dateText(statement.today, language),
    columns: words.columns,
    sums: {
      opening: [words.opening, yenText(statement.openingBalance)],
      closing: [words.closing, yenText(statement.closingBalance)],
    },
    empty: words.empty,
    linesCount: statement.linesCount,
    lines: linesOf(statement.lines),
    totals: () => ({ label: words.total, out: yenText(paid.out), in: yenText(paid.in) }),
  };
}
