import {
  type AccountView,
  type Bank,
  type HistoryLine,
  NOTICE_KINDS,
  type PayeeView,
  type RegisteredPayee,
} from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { longestChanges } from './change-fixtures.ts';
import { DEPOSITS, longestDeposit } from './deposit-fixtures.ts';
import { HISTORY, IDS, LINES, NOW, ORDER, RECEIPT, TERMS } from './fixtures.ts';
import { BOOKED } from './order-fixtures.ts';

/** As long as the book and the master of banks let each become. */
const LONG = {
  holder: '鷹'.repeat(60),
  bankName: 'ナ'.repeat(23),
  branchName: '東京'.repeat(7),
  receiptNumber: '261124-7K3QF-M2XWP-C',
  amount: yen(98_765_432_109n),
} as const;

const idOf = (index: number): string => `01930000-0000-7000-8000-${String(index).padStart(12, '0')}`;

const ACCOUNTS: readonly AccountView[] = Array.from({ length: 100 }, (_, index) => ({
  accountId: index === 0 ? IDS.account : idOf(index),
  branchCode: '001',
  branchName: LONG.branchName,
  kind: 'savings',
  accountNumber: String(9_000_000 + index),
  balance: LONG.amount,
  available: LONG.amount,
}));

const PAYEES: readonly PayeeView[] = Array.from({ length: 20 }, (_, index) => ({
  ...TERMS.payee,
  accountNumber: String(8_000_000 + index),
  bankName: LONG.bankName,
  branchName: LONG.branchName,
  kana: 'ﾊ'.repeat(30),
}));

const REGISTERED_LONG: readonly RegisteredPayee[] = Array.from({ length: 50 }, (_, index) => ({
  ...(PAYEES[0] ?? TERMS.payee),
  payeeId: index === 0 ? IDS.order : idOf(index),
  accountNumber: String(7_000_000 + index),
  nickname: '鷹'.repeat(20),
  registeredAt: NOW,
}));

const TERMS_LONG = {
  ...TERMS,
  senderKana: 'ﾔ'.repeat(48),
  payee: PAYEES[0] ?? TERMS.payee,
  amount: LONG.amount,
};

const LINES_LONG: readonly HistoryLine[] = HISTORY.map((line, index) => ({
  ...line,
  orderId: idOf(index),
  receiptNumber: LONG.receiptNumber,
  about: { name: TERMS_LONG.payee.kana, place: `${LONG.bankName} ${LONG.branchName}` },
  amount: LONG.amount,
}));

/** A bank whose every list is full and whose every name is the longest. */
export const longestBank: Partial<Bank> = {
  ...longestChanges,
  listPayees: async () => REGISTERED_LONG,
  listBookings: async () => Array.from({ length: 100 }, (_, index) => ({ ...BOOKED, orderId: idOf(index) })),
  listAccounts: async () => ACCOUNTS,
  accountOf: async (_contractId, accountId) => ACCOUNTS.find((one) => one.accountId === accountId),
  topPage: async () => ({
    holder: { kanji: LONG.holder, kana: 'ﾔ'.repeat(60) },
    accounts: ACCOUNTS,
    logins: Array.from({ length: 3 }, () => ({
      at: NOW,
      channel: 'smartphone' as const,
      address: '2001:db8:1234:5678:*',
    })),
    notices: Array.from({ length: 10 }, (_, index) => ({
      noticeId: `n${index}`,
      // The longest sentence of all.
      kind: NOTICE_KINDS.find((kind) => kind === 'login_locked') ?? 'transfer_returned',
      at: NOW,
      receiptNumber: LONG.receiptNumber,
      params: {},
      mail: 'sent' as const,
    })),
    otp: 'registered',
    coolDownUntil: epochSeconds(NOW + 86_400),
    lockedNotice: true,
  }),
  recentPayees: async () => PAYEES,
  statement: async ({ from, to, limit = 100 }) => ({
    from,
    to,
    lines: LINES.slice(0, limit).map((line) => ({
      ...line,
      kind: 'transfer_return' as const,
      counterparty: 'ｶ'.repeat(48),
      amount: yen(-LONG.amount),
      balanceAfter: LONG.amount,
    })),
    openingBalance: LONG.amount,
    closingBalance: LONG.amount,
    periodLinesCount: 1_234_567,
    totals: { paidIn: LONG.amount, paidOut: LONG.amount },
    next: 123_456_789_012_345_678n,
  }),
  history: async ({ limit = 20 }) => ({ lines: LINES_LONG.slice(0, limit), next: IDS.order }),
  preparedTransfer: async (_contractId, orderId) =>
    orderId === IDS.order
      ? {
          ...ORDER,
          terms: TERMS_LONG,
          total: LONG.amount,
          balance: LONG.amount,
          balanceAfter: LONG.amount,
          need: { need: 'otp', limit: LONG.amount, leftToday: LONG.amount },
        }
      : undefined,
  receiptOf: async (_contractId, orderId) =>
    orderId === IDS.order
      ? {
          ...RECEIPT,
          receiptNumber: LONG.receiptNumber,
          terms: TERMS_LONG,
          total: LONG.amount,
          transferState: 'returned',
          returned: { at: NOW, reason: 'x'.repeat(200) },
        }
      : undefined,
  listTimeDeposits: async () =>
    Array.from({ length: 200 }, (_, index) => ({ ...longestDeposit, depositId: idOf(index) })),
  timeDepositOf: async () => longestDeposit,
  closingOrder: async (call) => DEPOSITS.closing(call),
};
