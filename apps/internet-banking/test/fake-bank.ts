import type { Bank, BankSearch, Draft, Found, OtpFlowState, SessionState } from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { bills, findBillDraft } from './bills.ts';
import { changesOfContract } from './change-fixtures.ts';
import { timeDeposits } from './deposit-fixtures.ts';
import {
  ACCOUNTS,
  ADDRESS_ORDER,
  addressOrders,
  BANKS,
  HISTORY,
  IDS,
  NOTICES,
  NOW,
  ORDER,
  RATES,
  RECEIPT,
  SESSION,
  TERMS,
  TODAY,
} from './fixtures.ts';
import {
  BOOKED,
  BOOKING,
  BOOKING_DAYS,
  CANCELLING,
  OWN_TRANSFER,
  PAYEE_ORDER,
  REGISTERED,
} from './order-fixtures.ts';
import { savings } from './savings.ts';
import { statements } from './statements.ts';

/** What the harness knows of sessions and flows by the cookie's value alone. */
export const SESSION_TOKENS = {
  open: 'open',
  first: 'first',
  /** Opened on the pages for 携帯電話. */
  mobile: 'mobile',
  mobileFirst: 'mobileFirst',
  idle: 'idle',
  replaced: 'replaced',
} as const;
export const FLOW_TOKENS = {
  new_token: 'new_token',
  old_code: 'old_code',
  changed: 'changed',
  stop_code: 'stop_code',
  nothing_to_stop: 'nothing_to_stop',
  registered: 'registered',
  stopped: 'stopped',
} as const;

export const STOP_TOKENS = { open: 'stop_open', stopped: 'stop_stopped' } as const;

function stateOf(token: string): SessionState {
  if (token === SESSION_TOKENS.open) return { outcome: 'open', session: SESSION };
  if (token === SESSION_TOKENS.first)
    return { outcome: 'open', session: { ...SESSION, mustChangePassword: true } };
  if (token === SESSION_TOKENS.mobile || token === SESSION_TOKENS.mobileFirst) {
    const mustChangePassword = token === SESSION_TOKENS.mobileFirst;
    return { outcome: 'open', session: { ...SESSION, channel: 'mobile', mustChangePassword } };
  }
  if (token === SESSION_TOKENS.idle || token === SESSION_TOKENS.replaced)
    return { outcome: 'closed', reason: token };
  return { outcome: 'closed', reason: 'unknown' };
}

function flowStateOf(token: string): OtpFlowState {
  const expiresAt = epochSeconds(NOW + 600);
  const open = { outcome: 'open', flow: 'register', isDeviceChange: false, expiresAt } as const;
  switch (token) {
    case FLOW_TOKENS.new_token:
      return { ...open, step: 'new_token' };
    case FLOW_TOKENS.old_code:
      return { ...open, step: 'old_code', isDeviceChange: true };
    case FLOW_TOKENS.changed:
      return { ...open, step: 'new_token', isDeviceChange: true };
    case FLOW_TOKENS.registered:
      return { ...open, step: 'done', coolDownUntil: epochSeconds(NOW + 86_400) };
    case FLOW_TOKENS.stop_code:
      return { ...open, flow: 'stop', step: 'stop_code' };
    case FLOW_TOKENS.nothing_to_stop:
      return { ...open, flow: 'stop', step: 'nothing_to_stop' };
    case FLOW_TOKENS.stopped:
      return { ...open, flow: 'stop', step: 'done' };
    default:
      return { outcome: 'closed' };
  }
}

function found<T extends { readonly code: string; readonly name: string; readonly kana: string }>(
  all: readonly T[],
  search: BankSearch,
): Found<T> {
  const { initial, text, code, offset = 0, limit = 50 } = search;
  const items = all.filter((one) => {
    if (initial !== undefined) return one.kana.startsWith(initial);
    if (text !== undefined) return one.name.includes(text) || one.kana.includes(text);
    return code !== undefined && one.code.startsWith(code);
  });
  return { items: items.slice(offset, offset + limit), total: items.length, offset };
}

const BRANCHES = [
  { code: '101', name: '峠', kana: 'トウゲ' },
  { code: '102', name: '本店', kana: 'ホンテン' },
];

const DRAFT: Draft = {
  draftId: IDS.draft,
  kind: 'transfer',
  channel: 'pc',
  expiresAt: epochSeconds(NOW + 3_600),
  fields: {
    fromAccountId: IDS.account,
    bankCode: '9901',
    branchCode: '101',
    accountKind: 'ordinary',
    accountNumber: '0007777',
    amount: '50,000',
    payeeKana: TERMS.payee.kana,
    inquiry: 'found',
    orderId: IDS.order,
  },
};

const people: Partial<Bank> = {
  login: async ({ password }) =>
    password === 'right'
      ? { outcome: 'opened', sessionToken: SESSION_TOKENS.open, deviceCookie: 'device', session: SESSION }
      : { outcome: 'refused', reason: 'credentials' },
  sessionOf: async (token) => stateOf(token),
  logout: async () => undefined,
  changeLoginPassword: async () => ({ outcome: 'changed' }),
  topPage: async () => ({
    holder: { kanji: '割符 太郎', kana: 'ﾜﾘﾌ ﾀﾛｳ' },
    accounts: ACCOUNTS,
    logins: [
      { at: NOW, channel: 'pc', address: '192.0.2.*' },
      { at: epochSeconds(NOW - 86_400), channel: 'smartphone', address: '198.51.100.*' },
      { at: epochSeconds(NOW - 260_000), channel: 'pc', address: '2001:db8:12:*' },
    ],
    notices: NOTICES,
    otp: 'registered',
    coolDownUntil: epochSeconds(NOW + 86_400),
    lockedNotice: true,
  }),
  identify: async ({ password, flow }) =>
    password === 'right'
      ? {
          outcome: 'identified',
          flowToken: flow === 'stop' ? FLOW_TOKENS.stop_code : FLOW_TOKENS.new_token,
          step: flow === 'stop' ? 'stop_code' : 'new_token',
        }
      : { outcome: 'refused', reason: 'credentials' },
  flowOf: async (token) => flowStateOf(token),
  registerToken: async () => ({ outcome: 'registered', coolDownUntil: epochSeconds(NOW + 86_400) }),
  giveOldCode: async () => ({ outcome: 'accepted' }),
  stopToken: async () => ({ outcome: 'stopped' }),
};

const booked = [
  {
    kind: 'transfer',
    orderId: IDS.order,
    receiptNumber: RECEIPT.receiptNumber,
    amount: yen(50_000n),
    payeeKana: TERMS.payee.kana,
    dueDate: '2026-11-25',
  },
  {
    kind: 'bill_payment',
    orderId: IDS.doneOrder,
    receiptNumber: RECEIPT.receiptNumber,
    amount: yen(12_345n),
    payeeKana: 'ﾐﾎﾝｺｸｾﾞｲｷﾖｸ',
  },
] as const;

const contractChanges: Partial<Bank> = {
  changeLanguage: async () => undefined,
  identifyForStop: async ({ password }) =>
    password === 'right'
      ? { outcome: 'identified', flowToken: STOP_TOKENS.open }
      : { outcome: 'refused', reason: 'credentials' },
  stopFlowOf: async (token) =>
    token === STOP_TOKENS.open || token === STOP_TOKENS.stopped
      ? {
          outcome: 'open',
          isStopped: token === STOP_TOKENS.stopped,
          bookedOrders: booked,
          expiresAt: epochSeconds(NOW + 600),
        }
      : { outcome: 'closed' },
  stopByFlow: async () => ({ outcome: 'stopped' }),
  stopBySession: async () => ({ outcome: 'stopped', flowToken: STOP_TOKENS.stopped }),
  listBookedOrders: async () => booked,
  mailAddressInPart: async () => 't***@mail.example',
  prepareMailAddress: async () => ({ outcome: 'prepared', order: ADDRESS_ORDER }),
  mailAddressOrder: async ({ orderId }) => addressOrders.get(orderId),
  executeMailAddress: async () => ({ outcome: 'executed' }),
  giveMailNumber: async () => ({ outcome: 'changed' }),
  sendMailNumberAgain: async () => ({ outcome: 'sent' }),
};

const money: Partial<Bank> = {
  today: async () => TODAY,
  listRates: async () => ({ today: TODAY, lines: RATES }),
  listAccounts: async () => ACCOUNTS,
  accountOf: async (_contractId, accountId) => ACCOUNTS.find((one) => one.accountId === accountId),
  ...statements,
  history: async ({ limit = HISTORY.length }) => ({ lines: HISTORY.slice(0, limit), next: 'next' }),
  orderOf: async () => undefined,
  searchBanks: (search) => found(BANKS, search),
  searchBranches: (_bankCode, search) => found(BRANCHES, search),
  bankOf: (code) => BANKS.find((one) => one.code === code),
  branchOf: (_bankCode, code) => BRANCHES.find((one) => one.code === code),
  listBookingDays: async () => BOOKING_DAYS,
  listBookings: async () => [BOOKED, { ...BOOKED, orderId: IDS.newOrder, isCancellable: false }],
  prepareScheduledTransfer: async () => ({ outcome: 'prepared', order: BOOKING }),
  scheduledTransferOf: async ({ orderId }) => (orderId === IDS.order ? BOOKING : undefined),
  executeScheduledTransfer: async () => ({ outcome: 'executed', order: BOOKING }),
  prepareCancelling: async () => ({ outcome: 'prepared', order: CANCELLING }),
  cancellingOf: async ({ orderId }) => (orderId === IDS.order ? CANCELLING : undefined),
  executeCancelling: async () => ({ outcome: 'executed', order: CANCELLING }),
  listPayees: async () => [REGISTERED],
  payeeOf: async (_contractId, payeeId) => (payeeId === IDS.order ? REGISTERED : undefined),
  preparePayee: async () => ({ outcome: 'prepared', order: PAYEE_ORDER }),
  payeeOrderOf: async ({ orderId }) => (orderId === IDS.order ? PAYEE_ORDER : undefined),
  executePayee: async () => ({ outcome: 'executed', order: PAYEE_ORDER }),
  renamePayee: async () => ({ outcome: 'changed' }),
  removePayee: async () => undefined,
  prepareOwnTransfer: async () => ({ outcome: 'prepared', order: OWN_TRANSFER }),
  ownTransferOf: async ({ orderId }) => (orderId === IDS.order ? OWN_TRANSFER : undefined),
  executeOwnTransfer: async () => ({ outcome: 'executed', order: OWN_TRANSFER }),
  recentPayees: async () => [TERMS.payee, { ...TERMS.payee, accountNumber: '0008888', kana: 'ﾊﾅﾐ ｻｸﾗ' }],
  needFor: async () => ORDER.need,
  startDraft: async () => DRAFT,
  findDraft: async (_contractId, draftId) => (draftId === IDS.draft ? DRAFT : findBillDraft(draftId)),
  saveDraft: async (_contractId, draftId, patch) => {
    const draft = draftId === IDS.draft ? DRAFT : findBillDraft(draftId);
    return draft && { ...draft, fields: { ...draft.fields, ...patch } };
  },
  inquireName: async () => ({ outcome: 'found', kana: TERMS.payee.kana }),
  prepareTransfer: async () => ({ outcome: 'prepared', order: ORDER }),
  preparedTransfer: async (_contractId, orderId) => (orderId === IDS.order ? ORDER : undefined),
  executeTransfer: async () => ({ outcome: 'executed', receipt: RECEIPT }),
  receiptOf: async (_contractId, orderId) => (orderId === IDS.order ? RECEIPT : undefined),
};

/** A bank that answers with invented people and money; a test passes the function it is about. */
export const fakeBank = (given: Partial<Bank> = {}): Bank =>
  ({
    ...people,
    ...money,
    ...bills,
    ...timeDeposits,
    ...savings,
    ...contractChanges,
    ...changesOfContract,
    ...given,
  }) as Bank;
