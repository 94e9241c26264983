import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultConfiguration } from '../src/configuration.ts';
import { CONFIRMATION, type MoneyGround, openMoneyGround, wish } from './support/money.ts';

const { policy } = defaultConfiguration;
const WITHOUT_TRANSFERS = { registered: 'refused', none: 'refused', unsure: 'refused' } as const;
const CODE = { code: '123456' } as const;

let ground: MoneyGround;
/** The same bank on the same book, but 振込 is not offered through `mobile`. */
let strict: MoneyGround['bank'];
beforeAll(async () => {
  ground = await openMoneyGround();
  const mobile = { ...policy.mobile, transfer: WITHOUT_TRANSFERS };
  strict = ground.another({ configuration: { ...defaultConfiguration, policy: { ...policy, mobile } } });
});
afterAll(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

test.each([
  ['pc', 'mobile'],
  ['mobile', 'pc'],
  ['smartphone', 'pc'],
] as const)('an order of %s is not executed through %s, and its code is not spent', async (own, other) => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n, { channel: own });
  const call = { contractId: customer.contractId, orderId, ...CODE };
  const asked = ground.authority.keys.length;
  const elsewhere = { reason: 'other_channel', channel: own };
  expect(await ground.bank.executeTransfer({ ...call, channel: other })).toEqual({
    outcome: 'refused',
    reason: 'not_allowed',
    because: elsewhere,
  });
  expect(ground.authority.keys).toHaveLength(asked);
  expect(await ground.balanceOf(customer)).toBe(50_000n);
  expect(await ground.bank.preparedTransfer(customer.contractId, orderId, other)).toMatchObject({
    need: { need: 'refused', ...elsewhere },
  });
  const executed = await ground.bank.executeTransfer({ ...call, channel: own });
  expect(executed).toMatchObject({ outcome: 'executed' });
  // What was done may be read anywhere: the receipt moves no money.
  expect(await ground.bank.executeTransfer({ ...call, channel: other })).toEqual(executed);
});

test('an order that needs no token where it was prepared does not get through a channel that asks for more', async () => {
  const customer = await ground.customer(50_000n, { hasToken: false });
  const { orderId } = await ground.prepared(customer, 1_000n, { channel: 'pc' });
  const call = { contractId: customer.contractId, orderId, confirmationPassword: CONFIRMATION };
  expect(await strict.executeTransfer({ ...call, channel: 'mobile' })).toMatchObject({
    because: { reason: 'other_channel', channel: 'pc' },
  });
  expect(await strict.executeTransfer({ ...call, channel: 'pc' })).toMatchObject({ outcome: 'executed' });
});

test('a draft begun through one channel is judged by the row of the channel that its order is prepared through', async () => {
  const customer = await ground.customer(50_000n);
  const begun = await strict.startDraft(customer.contractId, 'transfer', 'pc');
  const order = { ...wish(customer, 1_000n), draftId: begun.draftId };
  expect(await strict.prepareTransfer({ ...order, channel: 'mobile' })).toMatchObject({
    outcome: 'refused',
    reason: 'not_allowed',
    because: { reason: 'not_on_channel', channel: 'mobile' },
  });
  const prepared = await strict.prepareTransfer({ ...order, channel: 'pc' });
  expect(prepared).toMatchObject({ outcome: 'prepared' });
});

test('an order that was prepared before its channel was closed is not executed any more', async () => {
  const customer = await ground.customer(50_000n);
  const { orderId } = await ground.prepared(customer, 1_000n, { channel: 'mobile' });
  const call = { contractId: customer.contractId, orderId, channel: 'mobile', ...CODE } as const;
  expect(await strict.executeTransfer(call)).toMatchObject({
    because: { reason: 'not_on_channel', channel: 'mobile' },
  });
  expect(await ground.balanceOf(customer)).toBe(50_000n);
});
