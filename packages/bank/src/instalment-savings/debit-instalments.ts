import { type BusinessDate, present, type Yen, yen } from '@warifu/base';
import type { DayJob } from '../day/day.ts';
import { type Posting, post } from '../ledger/posting.ts';
import { insertNotices } from '../notices/record.ts';
import {
  type DueInstalmentRow,
  listDueInstalments,
  listLockedInstalments,
  lockInstalments,
  markDebited,
  markPaid,
  markTried,
} from './day-queries.ts';
import { maturityAfter } from './formulas.ts';

/** What the other side of an entry is called, in half-width kana: 定期積金 and the number of its account. */
export const counterpartyOf = (accountNumber: string): string => `ﾃｲｷﾂﾐｷﾝ ${accountNumber}`;

/**
 * 掛込. Debits each instalment on its due date, or on the next business day, and tries again on each business day what
 * could not be debited. Whole ones, the oldest first, so that what is there goes where it was owed first.
 */
export const DEBIT_INSTALMENTS: DayJob = {
  name: 'instalments',
  when: 'business_days',
  listDue: (tx, { today }, call) => listDueInstalments(tx, today, call),
  run: async (tx, day, ids) => {
    await lockInstalments(tx, ids);
    const due = await listLockedInstalments(tx, ids);
    const { debited, unpaid, contracts } = decide(
      ids.flatMap((id) => due.get(id) ?? []),
      day.today,
    );
    // From here on each that was let through is debited: what fails below is a bug.
    await post(tx, day, debited.map(postingOf));
    await markDebited(
      tx,
      debited.map(({ id }) => id),
      day.today,
    );
    await markPaid(tx, contracts);
    await markTried(
      tx,
      unpaid.map(({ id }) => id),
      day.today,
    );
    const untold = unpaid.filter(({ triedOn }) => triedOn === null);
    await insertNotices(
      tx,
      untold.map(({ contractId, receiptNumber }) => ({
        contractId,
        kind: 'instalment_unpaid',
        at: day.now,
        receiptNumber,
      })),
    );
  },
};

interface Decided {
  readonly debited: readonly DueInstalmentRow[];
  readonly unpaid: readonly DueInstalmentRow[];
  readonly contracts: Parameters<typeof markPaid>[1];
}

/** Each is judged against what the ones before it left. None passes an older one of its own contract. */
function decide(rows: readonly DueInstalmentRow[], today: BusinessDate): Decided {
  const available = new Map<string, Yen>(rows.map((row) => [row.fromAccountId, row.available]));
  const paid = new Map<string, number>(rows.map((row) => [row.savingsId, row.paid]));
  const last = new Map<string, DueInstalmentRow>();
  const debited: DueInstalmentRow[] = [];
  const unpaid: DueInstalmentRow[] = [];
  for (const row of rows) {
    const left = present(available.get(row.fromAccountId), 'the account was read') - row.instalment;
    if (left < 0n || row.number - 1 !== paid.get(row.savingsId)) {
      unpaid.push(row);
      continue;
    }
    available.set(row.fromAccountId, yen(left));
    paid.set(row.savingsId, row.number);
    last.set(row.savingsId, row);
    debited.push(row);
  }
  const contracts = [...last.values()].map(({ savingsId, number, instalments, agreedMaturity }) => ({
    savingsId,
    paid: number,
    maturity: number === instalments ? maturityAfter(agreedMaturity, today) : undefined,
  }));
  return { debited, unpaid, contracts };
}

const postingOf = ({
  id,
  savingsId,
  fromAccountId,
  instalment,
  accountNumber,
}: DueInstalmentRow): Posting => ({
  postingId: id,
  kind: 'instalment',
  lines: [
    {
      accountId: fromAccountId,
      amount: yen(-instalment),
      kind: 'instalment',
      counterparty: counterpartyOf(accountNumber),
    },
    { accountId: savingsId, amount: instalment, kind: 'instalment', counterparty: '' },
  ],
});
