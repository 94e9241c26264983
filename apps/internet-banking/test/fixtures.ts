import type {
  AccountView,
  BankView,
  HistoryLine,
  MailAddressOrder,
  NoticeView,
  PreparedTransfer,
  RateLine,
  Receipt,
  Session,
  StatementLine,
  TransferTerms,
} from '@warifu/bank';
import { type BusinessDate, businessDate, epochSeconds, yen } from '@warifu/base';

/** Monday, 23 November 2026, 10:15 in Asia/Tokyo; a holiday. */
export const NOW = epochSeconds(Date.parse('2026-11-23T01:15:00Z') / 1000);
export const TODAY: BusinessDate = businessDate('2026-11-23');

export const RATES: readonly RateLine[] = [
  {
    product: 'ordinary',
    termMonths: 0,
    inForce: { rateThousandths: 200, validFrom: businessDate('2025-04-01') },
    announced: { rateThousandths: 250, validFrom: businessDate('2026-12-01') },
  },
  ...[1, 12, 60].map((termMonths) => ({
    product: 'time_deposit' as const,
    termMonths,
    inForce: { rateThousandths: 200 + 5 * termMonths, validFrom: businessDate('2025-04-01') },
  })),
  {
    product: 'instalment_savings',
    termMonths: 6,
    announced: { rateThousandths: 250, validFrom: businessDate('2026-12-01') },
  },
];

export const IDS = {
  contract: '01930000-0000-7000-8000-000000000001',
  account: '01930000-0000-7000-8000-0000000000a1',
  otherAccount: '01930000-0000-7000-8000-0000000000a2',
  draft: '01930000-0000-7000-8000-0000000000d1',
  order: '01930000-0000-7000-8000-0000000000e1',
  newOrder: '01930000-0000-7000-8000-0000000000e2',
  addressOrder: '01930000-0000-7000-8000-0000000000e3',
  addressNumber: '01930000-0000-7000-8000-0000000000e4',
  addressDone: '01930000-0000-7000-8000-0000000000e5',
  deposit: '01930000-0000-7000-8000-0000000000d5',
  doneOrder: '01930000-0000-7000-8000-0000000000e6',
  unknown: '01930000-0000-7000-8000-0000000000ff',
} as const;

export const SESSION: Session = {
  sessionId: '01930000-0000-7000-8000-0000000000b1',
  contractId: IDS.contract,
  contractNumber: '00012345678',
  channel: 'pc',
  mustChangePassword: false,
  openedAt: NOW,
  expiresAt: epochSeconds(NOW + 3_600),
  idleUntil: epochSeconds(NOW + 600),
  language: 'ja',
};

export const ACCOUNTS: readonly AccountView[] = [
  {
    accountId: IDS.account,
    branchCode: '001',
    branchName: '本店',
    kind: 'ordinary',
    accountNumber: '0123456',
    balance: yen(1_234_567n),
    available: yen(1_234_567n),
  },
  {
    accountId: IDS.otherAccount,
    branchCode: '003',
    branchName: '駅前',
    kind: 'savings',
    accountNumber: '7654321',
    balance: yen(98_765_432_109n),
    available: yen(98_765_432_109n),
  },
];

const OWN_BANK: BankView = {
  code: '1999',
  name: 'わりふ信用金庫',
  kana: 'ワリフシンヨウキンコ',
  isOwn: true,
};

/** Invented, and long: a page must hold what it is given. */
export const BANKS: readonly BankView[] = [
  OWN_BANK,
  { code: '9901', name: 'やまびこ銀行', kana: 'ヤマビコ', isOwn: false },
  {
    code: '9902',
    name: '遠野山麓広域連合農業漁業商工協同組合連合会信用銀行',
    kana: 'トオノサンロクコウイキレンゴウノウギヨウギヨギヨウシヨウコウキヨウドウクミアイレンゴウカイ',
    isOwn: false,
  },
  ...Array.from({ length: 80 }, (_, index) => ({
    code: String(9_100 + index),
    name: `あさひ第${index + 1}信用組合`,
    kana: 'アサヒ',
    isOwn: false,
  })),
];

export const NOTICES: readonly NoticeView[] = [
  {
    noticeId: 'n1',
    kind: 'transfer_executed',
    at: epochSeconds(NOW - 7_200),
    receiptNumber: '20261123-000042',
    params: {},
    mail: 'sent',
  },
  {
    noticeId: 'n2',
    kind: 'transfer_returned',
    at: epochSeconds(NOW - 90_000),
    receiptNumber: '20261121-000007',
    params: {},
    mail: 'sent',
  },
  { noticeId: 'n3', kind: 'login_new_browser', at: epochSeconds(NOW - 200_000), params: {}, mail: 'none' },
];

export const TERMS: TransferTerms = {
  fromAccountId: IDS.account,
  fromBranchCode: '001',
  fromKind: 'ordinary',
  fromAccountNumber: '0123456',
  senderKana: 'ﾔﾏﾀﾞ ﾀﾛｳ',
  payee: {
    bankCode: '9901',
    branchCode: '101',
    accountKind: 'ordinary',
    accountNumber: '0007777',
    bankName: 'やまびこ銀行',
    branchName: '峠',
    kana: 'ｶ)ﾄｳｹﾞﾉﾁﾔﾔ',
  },
  nameSource: 'inquiry',
  amount: yen(50_000n),
  fee: yen(330n),
  mode: 'next_opening',
  debitDate: TODAY,
  valueDate: businessDate('2026-11-24'),
};

export const ORDER: PreparedTransfer = {
  orderId: IDS.order,
  draftId: IDS.draft,
  state: 'prepared',
  terms: TERMS,
  total: yen(50_330n),
  balance: yen(1_234_567n),
  balanceAfter: yen(1_184_237n),
  need: { need: 'otp', limit: yen(1_000_000n), leftToday: yen(950_000n) },
  preparedAt: NOW,
  expiresAt: epochSeconds(NOW + 600),
};

export const RECEIPT: Receipt = {
  orderId: IDS.order,
  receiptNumber: '20261123-000043',
  executedAt: NOW,
  terms: TERMS,
  total: yen(50_330n),
  transferState: 'waiting',
};

const LINE_KINDS = ['transfer_out', 'transfer_fee', 'transfer_in', 'deposit', 'transfer_return'] as const;

/** A thousand lines, newest first. */
export const LINES: readonly StatementLine[] = Array.from({ length: 1_000 }, (_, index) => {
  const kind = LINE_KINDS[index % LINE_KINDS.length] ?? 'deposit';
  const isOut = kind === 'transfer_out' || kind === 'transfer_fee';
  return {
    seq: BigInt(1_000 - index),
    businessDate: businessDate(`2026-11-${String(23 - (index % 23)).padStart(2, '0')}`),
    postedAt: epochSeconds(NOW - index * 1_800),
    kind,
    counterparty:
      kind === 'transfer_in' ? 'ｶ)ﾄｵﾉｻﾝﾛｸｺｳｲｷﾚﾝｺﾞｳｼﾖｳｺｳｶｲ' : kind === 'transfer_out' ? 'ﾔﾏﾀﾞ ﾊﾅｺ' : '',
    amount: yen(isOut ? -12_345n : 9_876_543n),
    balanceAfter: yen(1_234_567n + BigInt(index)),
  };
});

export const HISTORY: readonly HistoryLine[] = Array.from({ length: 20 }, (_, index) => ({
  orderId: IDS.order,
  kind: 'transfer' as const,
  channel: 'pc' as const,
  receiptNumber: `20261123-${String(100_000 - index)}`,
  executedAt: epochSeconds(NOW - index * 86_400),
  about: { name: TERMS.payee.kana, place: `${TERMS.payee.bankName} ${TERMS.payee.branchName}` },
  amount: yen(50_000n * BigInt(index + 1)),
  fee: yen(330n),
  valueDate: TODAY,
  state: (['waiting', 'sent', 'credited', 'returned'] as const)[index % 4] ?? 'sent',
}));

/** A change of the mail address on its confirm page. */
export const ADDRESS_ORDER: MailAddressOrder = {
  orderId: IDS.addressOrder,
  state: 'prepared',
  mailAddress: 'new.address@mail.example',
  beforeInPart: 't***@mail.example',
  need: { need: 'otp' },
  expiresAt: epochSeconds(NOW + 600),
};

/** The same further on, each under an id of its own. */
export const addressOrders: ReadonlyMap<string, MailAddressOrder> = new Map([
  [IDS.addressOrder, ADDRESS_ORDER],
  [
    IDS.addressNumber,
    {
      ...ADDRESS_ORDER,
      orderId: IDS.addressNumber,
      state: 'executed',
      stage: 'number',
      number: {
        expiresAt: epochSeconds(NOW + 600),
        isSent: true,
        isUsable: true,
        nextNumberAt: epochSeconds(NOW + 30),
      },
    },
  ],
  [
    IDS.addressDone,
    {
      ...ADDRESS_ORDER,
      orderId: IDS.addressDone,
      state: 'executed',
      stage: 'changed',
      receipt: { receiptNumber: '261123-7K3QF-M2XWP-C', changedAt: NOW },
    },
  ],
]);
