import { isUuid, yen } from '@warifu/base';
import { halfWidthKana } from '../banks/kana.ts';
import { AMOUNT_MAX } from '../ledger/amount.ts';
import type { PostingLine } from '../ledger/posting.ts';
import type { OrderPlan } from '../orders/planned/plan.ts';
import type { OwnTransferRefusal, OwnTransferTerms, OwnTransferWish } from './own-transfer.ts';
import { listOwnAccounts } from './queries.ts';

const COUNTERPARTY_MAX = 48;

const linesOf = ({ fromAccountId, toAccountId, amount, holderKana }: OwnTransferTerms): PostingLine[] => [
  { accountId: fromAccountId, amount: yen(-amount), kind: 'own_transfer', counterparty: holderKana },
  { accountId: toAccountId, amount, kind: 'own_transfer', counterparty: holderKana },
];

/** 振替 as the machine of orders sees it. */
export const OWN_TRANSFER: OrderPlan<OwnTransferWish, OwnTransferTerms, OwnTransferRefusal> = {
  kind: 'own_transfer',
  encode: ({ fromAccountId, toAccountId, amount, holderKana }) =>
    JSON.stringify({ fromAccountId, toAccountId, amount: String(amount), holderKana }),
  decode: (encoded) => {
    const { fromAccountId, toAccountId, amount, holderKana } = encoded as Record<
      keyof OwnTransferTerms,
      string
    >;
    return { fromAccountId, toAccountId, amount: yen(BigInt(amount)), holderKana };
  },
  wishOf: ({ fromAccountId, toAccountId, amount }) => ({ fromAccountId, toAccountId, amount }),
  accountsOf: ({ fromAccountId, toAccountId }) => [fromAccountId, toAccountId],
  termsNow: async (db, { contractId, wish }) => {
    const { fromAccountId, toAccountId, amount } = wish;
    const found = await listOwnAccounts(db, contractId, [fromAccountId, toAccountId].filter(isUuid));
    const from = found.get(fromAccountId);
    if (from === undefined) return { reason: 'account_unknown' };
    if (!found.has(toAccountId)) return { reason: 'to_account_unknown' };
    if (fromAccountId === toAccountId) return { reason: 'same_account' };
    if (amount <= 0n) return { reason: 'amount_not_positive' };
    if (amount > AMOUNT_MAX) return { reason: 'amount_too_large', amountMax: AMOUNT_MAX };
    if (amount > from.available)
      return { reason: 'funds_insufficient', shortBy: yen(amount - from.available) };
    const holderKana = halfWidthKana(from.holderKana).slice(0, COUNTERPARTY_MAX);
    return { terms: { fromAccountId, toAccountId, amount, holderKana } };
  },
  carryOut: async (_tx, { terms }) => ({
    posting: { kind: 'own_transfer', lines: linesOf(terms) },
    detail: { amount: String(terms.amount) },
  }),
};
