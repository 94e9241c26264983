import { yen } from '@warifu/base';
import type { Act } from './act.ts';

const STEP = 50_000;
const STEPS = 30;

/** 利用限度額: lower at once, higher with the code. */
export const changeLimit: Act = {
  name: 'limit_change',
  weight: 1,
  prepare: async ({ bank, person, random }) =>
    bank.prepareLimitChange({
      contractId: person.contractId,
      channel: 'pc',
      wish: {
        limitKind: random.below(2) === 0 ? 'transfer' : 'bill_payment',
        limit: yen(BigInt(random.below(STEPS) * STEP)),
      },
    }),
  execute: (bank, call) => bank.executeLimitChange(call),
};
