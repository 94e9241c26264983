import { uuidv7 } from '@warifu/base';
import type { Directory } from '../../banks/directory.ts';
import type { BankConfiguration } from '../../configuration.ts';
import type { OrderPlan } from '../../orders/planned/plan.ts';
import { findOwnPayee } from '../own-payee.ts';
import { resolvePayee } from '../resolve-payee.ts';
import type { NameSource, PayeeView } from '../transfer.ts';
import { judgeNickname, nicknameOf } from './nickname.ts';
import type { PayeeTerms, PayeeWish, RegisterPayeeRefusal } from './payee.ts';
import { countPayees, insertPayee } from './queries.ts';

type Plan = OrderPlan<PayeeWish, PayeeTerms, RegisterPayeeRefusal>;

/** How the terms of 振込先の登録 are written down. */
export const PAYEE_CODE = {
  kind: 'payee',
  encode: ({ payee, nameSource, nickname }) =>
    JSON.stringify({
      bankCode: payee.bankCode,
      bankName: payee.bankName,
      branchCode: payee.branchCode,
      branchName: payee.branchName,
      accountKind: payee.accountKind,
      accountNumber: payee.accountNumber,
      kana: payee.kana,
      nameSource,
      nickname,
    }),
  decode: (encoded) => {
    const { nameSource, nickname, ...payee } = encoded as PayeeView & {
      readonly nameSource: NameSource;
      readonly nickname: string;
    };
    return { payee, nameSource, nickname };
  },
} as const satisfies Pick<Plan, 'kind' | 'encode' | 'decode'>;

/** 振込先の登録 as the machine of orders sees it. */
export const payeePlan = (ground: {
  readonly directory: Directory;
  readonly configuration: BankConfiguration;
}): Plan => ({
  ...PAYEE_CODE,
  wishOf: ({ payee, nameSource, nickname }) => ({ payee, payeeKana: payee.kana, nameSource, nickname }),
  termsNow: async (db, { contractId, wish }) => {
    const { ownBank, transfers } = ground.configuration;
    const own = await findOwnPayee(db, wish.payee, ownBank);
    const resolved = resolvePayee(wish, own, { directory: ground.directory, ownBank });
    if ('reason' in resolved) return resolved;
    const { payee, nameSource } = resolved;
    const nickname = nicknameOf(wish.nickname);
    const misnamed = judgeNickname(nickname);
    if (misnamed) return misnamed;
    const { count, isRegistered } = await countPayees(db, contractId, payee);
    if (isRegistered) return { reason: 'payee_registered' };
    const { payeesMax } = transfers;
    return count >= payeesMax
      ? { reason: 'payees_too_many', payeesMax }
      : { terms: { payee, nameSource, nickname } };
  },
  carryOut: async (tx, { orderId, contractId, terms, moment }) => {
    const { payee, nickname } = terms;
    await insertPayee(tx, { ...payee, payeeId: uuidv7(), contractId, orderId, nickname }, moment.now);
    return { detail: { bankCode: payee.bankCode, branchCode: payee.branchCode } };
  },
});
