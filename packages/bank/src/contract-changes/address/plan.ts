import type { OrderPlan } from '../../orders/planned/plan.ts';
import type { Address, AddressRefusal, AddressTerms } from './address.ts';
import { judgeAddress, typedAddress } from './judge.ts';
import { findAddress, insertChange } from './queries.ts';

/** The fields in one order, and nothing but them. */
const ordered = ({ postalCode, prefecture, city, street, building, telephone }: Address): Address => ({
  postalCode,
  prefecture,
  city,
  street,
  building,
  telephone,
});

const encode = ({ address, before }: AddressTerms): string =>
  JSON.stringify({ address: ordered(address), before: before && ordered(before) });

/** 住所・電話番号変更 as the machine of orders sees it: what is carried out at once is that the branch has it before it. */
export const ADDRESS_CHANGE: OrderPlan<Address, AddressTerms, AddressRefusal> = {
  kind: 'address_change',
  encode,
  decode: (encoded) => encoded as AddressTerms,
  wishOf: ({ address }) => address,
  termsNow: async (db, { contractId, wish }) => {
    const address = typedAddress(wish);
    const refusal = judgeAddress(address);
    if (refusal) return refusal;
    const before = (await findAddress(db, contractId)) ?? null;
    if (before && encode({ address, before }) === encode({ address: before, before }))
      return { reason: 'address_same' };
    return { terms: { address, before } };
  },
  carryOut: async (tx, { orderId, contractId, terms, moment }) => {
    await insertChange(tx, { orderId, contractId, address: terms.address }, moment.now);
    // Neither here nor in the audit trail stands the address itself: both are read by more people than it is for.
    return { notice: { kind: 'address_change_accepted' } };
  },
};
