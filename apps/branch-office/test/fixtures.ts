import type {
  AuditLine,
  BranchSession,
  ContractFile,
  OperatorRole,
  OperatorView,
  OrderLine,
  RequestView,
  UnsentMail,
} from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';

export const NOW = epochSeconds(1_795_500_000);

export const id = (end: string): string => `01930000-0000-7000-8000-0000000000${end}`;

export const IDS = {
  contract: id('01'),
  stopped: id('02'),
  teller: id('a1'),
  manager: id('a2'),
  auditor: id('a3'),
  waiting: id('b1'),
  own: id('b2'),
  done: id('b3'),
  printed: id('b4'),
  made: id('b5'),
  approved: id('b6'),
  refused: id('b7'),
  addressWaiting: id('c1'),
  addressSentBack: id('c2'),
  unknown: id('ff'),
} as const;

const operatorOf = (role: OperatorRole, operatorId: string, number: string, name: string): OperatorView => ({
  operatorId,
  operatorNumber: number,
  personNumber: `P${number}`,
  name,
  role,
  branchCode: '001',
  state: 'active',
  hasToken: true,
});

export const OPERATORS: Readonly<Record<OperatorRole, OperatorView>> = {
  teller: operatorOf('teller', IDS.teller, '100003', 'デモ 窓口'),
  manager: operatorOf('manager', IDS.manager, '100001', '見本 店長'),
  auditor: operatorOf('auditor', IDS.auditor, '100004', '模擬 監査'),
};

/** A session of each role; the cookie of one is its role's name. */
export const sessionOf = (role: OperatorRole): BranchSession => ({
  sessionId: id({ teller: 'c1', manager: 'c2', auditor: 'c3' }[role]),
  operator: OPERATORS[role],
  openedAt: NOW,
  expiresAt: epochSeconds(NOW + 9 * 3_600),
  idleUntil: epochSeconds(NOW + 600),
});

export const LONG_NAME = '寿限無寿限無 五劫之擦切海砂利水魚水行末雲来末風来末';

export const FILE: ContractFile = {
  contractId: IDS.contract,
  contractNumber: '00012345678',
  holder: { kanji: '割符 太郎', kana: 'ﾜﾘﾌ ﾀﾛｳ' },
  branchCode: '001',
  state: 'active',
  otpMark: 'registered',
  language: 'ja',
  createdAt: epochSeconds(NOW - 9_000_000),
  mailAddress: 'taro@mail.example',
  mustChangePassword: false,
  confirmation: 'locked',
  payEasyStop: {},
  binding: { state: 'locked', tokenId: 'WRSM12345678', boundAt: epochSeconds(NOW - 800_000) },
  otpChangedAt: epochSeconds(NOW - 800_000),
  otpLockedAt: epochSeconds(NOW - 4_000),
  accounts: [
    {
      accountId: id('d1'),
      branchCode: '001',
      branchName: '本店',
      kind: 'ordinary',
      accountNumber: '0001234',
      balance: yen(1_234_567n),
      available: yen(1_234_567n),
    },
  ],
  limits: [
    { kind: 'transfer', limit: yen(1_000_000n), limitMax: yen(10_000_000n) },
    { kind: 'bill_payment', limit: yen(1_000_000n), limitMax: yen(5_000_000n) },
  ],
  logins: [
    { at: NOW, channel: 'pc', address: '192.0.2.*' },
    { at: epochSeconds(NOW - 260_000), channel: 'smartphone', address: '2001:db8:12:*' },
  ],
  notices: [
    { noticeId: id('e1'), kind: 'otp_locked', at: NOW, params: {}, mail: 'failed' },
    {
      noticeId: id('e2'),
      kind: 'transfer_executed',
      at: NOW,
      receiptNumber: 'A1B2-C3D4',
      params: {},
      mail: 'sent',
    },
  ],
};

export const STOPPED: ContractFile = {
  ...FILE,
  contractId: IDS.stopped,
  contractNumber: '00087654321',
  holder: { kanji: LONG_NAME, kana: 'ｼﾞｭｹﾞﾑｼﾞｭｹﾞﾑ ｺﾞｺｳﾉｽﾘｷﾚ' },
  state: 'stopped',
  otpMark: 'none',
  binding: { state: 'none' },
  accounts: [],
  logins: [],
  notices: [],
};

const CONTRACT: NonNullable<RequestView['contract']> = {
  contractId: IDS.contract,
  contractNumber: FILE.contractNumber,
  holder: FILE.holder.kanji,
  branchCode: '001',
};

const requestOf = (requestId: string, given: Partial<RequestView>): RequestView => ({
  requestId,
  terms: { kind: 'token_release', contractId: IDS.contract },
  paper: {
    formNumber: 'W-2026-0001',
    identityDocument: 'drivers_licence',
    reason: 'スマートフォンを紛失したため。\n電話でも届け出あり。',
  },
  state: 'waiting',
  digest: '0123456789abcdef'.repeat(4),
  madeAt: epochSeconds(NOW - 5_400),
  expiresAt: epochSeconds(NOW + 600_000),
  maker: OPERATORS.teller,
  contract: CONTRACT,
  isOwn: false,
  isPrintable: false,
  ...given,
});

const DECIDED = {
  checker: OPERATORS.manager,
  decidedAt: NOW,
} as const;

/** One request in each state that a page shows. */
export const REQUESTS: readonly RequestView[] = [
  requestOf(IDS.waiting, { madeAt: epochSeconds(NOW - 200_000) }),
  requestOf(IDS.own, { isOwn: true }),
  requestOf(IDS.done, {
    ...DECIDED,
    terms: {
      kind: 'contract_opening',
      holder: { kanji: LONG_NAME, kana: 'ジュゲムジュゲム' },
      branchCode: '001',
      language: 'ja',
      mailAddress: 'jugemu@mail.example',
      deposit: yen(10_000n),
    },
    state: 'done',
    doneAt: NOW,
    isPrintable: true,
  }),
  requestOf(IDS.printed, {
    ...DECIDED,
    terms: { kind: 'login_password_reissue', contractId: IDS.contract },
    state: 'done',
    doneAt: NOW,
  }),
  requestOf(IDS.approved, { ...DECIDED, state: 'approved' }),
  requestOf(IDS.refused, { ...DECIDED, state: 'refused', note: '書面の署名がありません。' }),
  requestOf(IDS.made, { isOwn: true }),
];

export const ORDERS: readonly OrderLine[] = [
  {
    orderId: id('f1'),
    receiptNumber: 'A1B2-C3D4',
    kind: 'transfer',
    state: 'executed',
    contractId: IDS.contract,
    contractNumber: FILE.contractNumber,
    holder: FILE.holder.kanji,
    channel: 'pc',
    preparedAt: NOW,
    executedAt: NOW,
    amount: yen(50_000n),
    about: 'ﾊﾅﾐ ｻｸﾗ',
  },
];

export const MAILS: readonly UnsentMail[] = [
  {
    noticeId: id('e1'),
    contractId: IDS.contract,
    contractNumber: FILE.contractNumber,
    holder: FILE.holder.kanji,
    kind: 'otp_locked',
    at: NOW,
  },
];

export const AUDIT: readonly AuditLine[] = [
  {
    auditId: id('91'),
    at: NOW,
    actorKind: 'operator',
    actor: '100003 デモ 窓口',
    act: 'request_made',
    contractNumber: FILE.contractNumber,
    requestId: IDS.waiting,
    detail: { kind: 'token_release', reason: '=HYPERLINK("http://evil.example")' },
  },
  {
    auditId: id('92'),
    at: NOW,
    actorKind: 'customer',
    actor: '=1+1',
    act: 'login_opened',
    receiptNumber: 'A1B2-C3D4',
    detail: {},
  },
];
