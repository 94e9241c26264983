import type { Address, AddressOrder, Bank, LimitOrder } from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { IDS, NOW } from './fixtures.ts';

const PREPARED = {
  channel: 'pc',
  state: 'prepared',
  need: { need: 'otp' },
  preparedAt: NOW,
  expiresAt: epochSeconds(NOW + 600),
} as const;
const EXECUTED = {
  state: 'executed',
  receipt: { receiptNumber: '261124-7K3QF-M2XWP-C', executedAt: NOW },
} as const;

const ADDRESS: Address = {
  postalCode: '1000001',
  prefecture: '東京都',
  city: '見本区',
  street: '例示町1-2-3',
  building: '見本荘101',
  telephone: '0312345678',
};

const LIMIT_ORDER: LimitOrder = {
  ...PREPARED,
  orderId: IDS.order,
  kind: 'limit_raise',
  terms: { limitKind: 'transfer', limit: yen(3_000_000n), before: yen(1_000_000n) },
};

const HOME_ORDER: AddressOrder = {
  ...PREPARED,
  orderId: IDS.order,
  kind: 'address_change',
  terms: { address: ADDRESS, before: null },
};

const find = <Order extends { readonly orderId: string }>(order: Order, orderId: string) => {
  if (orderId === IDS.order) return order;
  return orderId === IDS.newOrder ? { ...order, ...EXECUTED, orderId } : undefined;
};

/** Limits, confirmation password and address: an order before its code, and `newOrder` after it. */
export const changesOfContract: Partial<Bank> = {
  limitStates: async () => ({
    limits: (['transfer', 'bill_payment'] as const).map((limitKind) => ({
      limitKind,
      limit: yen(1_000_000n),
      usedToday: yen(50_000n),
      leftToday: yen(950_000n),
      limitMax: yen(10_000_000n),
    })),
    withoutToken: { limit: yen(200_000n), leftToday: yen(150_000n) },
  }),
  prepareLimitChange: async () => ({ outcome: 'prepared', order: LIMIT_ORDER }),
  limitChangeOf: async ({ orderId }) => find(LIMIT_ORDER, orderId),
  executeLimitChange: async () => ({ outcome: 'executed', order: LIMIT_ORDER }),
  confirmationPasswordState: async () => 'set',
  changeConfirmationPassword: async () => ({ outcome: 'changed' }),
  addressState: async () => ({
    address: ADDRESS,
    lastChange: {
      orderId: IDS.newOrder,
      receiptNumber: EXECUTED.receipt.receiptNumber,
      state: 'sent_back',
      address: { ...ADDRESS, street: '例示町4-5-6' },
      askedAt: NOW,
      settledAt: NOW,
      reason: '番地をご確認いただけませんでした。',
    },
  }),
  prepareAddress: async () => ({ outcome: 'prepared', order: HOME_ORDER }),
  addressOrderOf: async ({ orderId }) => find(HOME_ORDER, orderId),
  executeAddress: async () => ({ outcome: 'executed', order: HOME_ORDER }),
};

const LONGEST: Address = {
  postalCode: '9999999',
  prefecture: '神奈川県',
  city: '鷹'.repeat(40),
  street: '鷹'.repeat(60),
  building: '鷹'.repeat(60),
  telephone: '09012345678',
};

/** The same with everything as long as it may be. */
export const longestChanges: Partial<Bank> = {
  prepareLimitChange: async () => ({ outcome: 'refused', reason: 'limit_unchanged' }),
  changeConfirmationPassword: async () => ({ outcome: 'refused', reason: 'current_wrong' }),
  addressState: async () => ({
    address: LONGEST,
    lastChange: {
      orderId: IDS.newOrder,
      receiptNumber: EXECUTED.receipt.receiptNumber,
      state: 'sent_back',
      address: LONGEST,
      askedAt: NOW,
      settledAt: NOW,
      reason: '鷹'.repeat(400),
    },
  }),
  prepareAddress: async () => ({
    outcome: 'refused',
    reason: 'field_characters',
    field: 'street',
    characters: '<>',
  }),
  addressOrderOf: async ({ orderId }) =>
    find({ ...HOME_ORDER, terms: { address: LONGEST, before: LONGEST } }, orderId),
  executeAddress: async () => ({ outcome: 'refused', reason: 'authority_disagrees' }),
};
