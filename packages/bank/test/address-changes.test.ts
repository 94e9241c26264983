import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAddressChanges } from '../src/branch/address-changes/open-address-changes.ts';
import type { AddressChanges } from '../src/branch/address-changes.ts';
import type { Address } from '../src/contract-changes/address/address.ts';
import { stopContract } from '../src/contracts/stop-contract.ts';
import { GOOD_CODE } from './support/authority.ts';
import { type BranchGround, openBranchGround } from './support/branch.ts';
import { CORE_TIME } from './support/money.ts';

let ground: BranchGround;
let branch: AddressChanges;
beforeAll(async () => {
  ground = await openBranchGround();
  branch = openAddressChanges(ground.ports);
});
afterAll(async () => {
  expect(await ground.bank.verify()).toEqual([]);
  await ground.close();
});

const TYPED: Address = {
  postalCode: '〒１００－０００１',
  prefecture: '東京都',
  city: '見本区',
  street: '例示町　１－２－３',
  building: '',
  telephone: '０３（１２３４）５６７８',
};
const KEPT: Address = {
  ...TYPED,
  postalCode: '1000001',
  street: '例示町 1-2-3',
  telephone: '0312345678',
};

const customer = () => ground.contract({ hasToken: true });
const prepare = (contractId: string, wish: Address) =>
  ground.bank.prepareAddress({ contractId, channel: 'pc', wish });

async function prepared(contractId: string, wish = TYPED): Promise<string> {
  const outcome = await prepare(contractId, wish);
  if (outcome.outcome !== 'prepared') throw new Error(outcome.reason);
  return outcome.order.orderId;
}

const execute = (contractId: string, orderId: string, code = GOOD_CODE) =>
  ground.bank.executeAddress({ contractId, orderId, channel: 'pc', code });

async function asked(contractId: string, wish = TYPED): Promise<string> {
  const orderId = await prepared(contractId, wish);
  expect(await execute(contractId, orderId)).toMatchObject({ outcome: 'executed' });
  return orderId;
}

const noticesOf = async (contractId: string): Promise<readonly string[]> =>
  (
    await ground.query<{ kind: string }>('select kind from bank.notice where contract_id = $1 order by id', [
      contractId,
    ])
  ).map(({ kind }) => kind);

test('an address goes to the branch with a code, and counts when a manager has completed it', async () => {
  const { contractId } = await customer();
  const orderId = await prepared(contractId);
  expect(await execute(contractId, orderId, '654321')).toMatchObject({ reason: 'code_refused' });
  expect(await ground.bank.addressState(contractId)).toEqual({});
  expect(await execute(contractId, orderId)).toMatchObject({ outcome: 'executed' });
  expect(await ground.bank.addressState(contractId)).toMatchObject({
    lastChange: { orderId, state: 'waiting', address: KEPT },
  });
  const manager = await ground.operator('manager');
  expect(await branch.addressChangeOf(manager, orderId)).toMatchObject({ address: KEPT, state: 'waiting' });
  expect(await branch.settleAddressChange({ session: manager, orderId })).toEqual({ outcome: 'settled' });
  expect(await branch.settleAddressChange({ session: manager, orderId })).toMatchObject({
    reason: 'not_waiting',
    state: 'done',
  });
  expect(await ground.bank.addressState(contractId)).toMatchObject({
    address: KEPT,
    lastChange: { state: 'done', settledAt: CORE_TIME },
  });
  expect(await noticesOf(contractId)).toEqual(['address_change_accepted', 'address_change_done']);
  expect(await prepare(contractId, TYPED)).toMatchObject({ reason: 'address_same' });
});

test('one that is sent back changes nothing, and the customer reads why', async () => {
  const { contractId } = await customer();
  const orderId = await asked(contractId);
  const session = await ground.operator('manager');
  expect(await branch.settleAddressChange({ session, orderId, reason: '  ' })).toMatchObject({
    reason: 'reason_malformed',
  });
  const reason = '番地がご確認いただけませんでした。';
  expect(await branch.settleAddressChange({ session, orderId, reason })).toEqual({ outcome: 'settled' });
  const state = await ground.bank.addressState(contractId);
  expect(state.address).toBeUndefined();
  expect(state.lastChange).toMatchObject({ state: 'sent_back', reason });
  expect(await noticesOf(contractId)).toEqual(['address_change_accepted', 'address_change_sent_back']);
});

test('a newer change takes the place of one that waits', async () => {
  const { contractId } = await customer();
  const first = await asked(contractId);
  const second = await asked(contractId, { ...TYPED, building: '見本荘 101' });
  const session = await ground.operator('manager');
  expect(await branch.settleAddressChange({ session, orderId: first })).toMatchObject({
    reason: 'not_waiting',
    state: 'replaced',
  });
  const { changes } = await branch.listAddressChanges(session, { state: 'waiting', limit: 50 });
  expect(changes.map(({ orderId }) => orderId)).toContain(second);
  expect(changes.map(({ orderId }) => orderId)).not.toContain(first);
});

test('neither a teller, an auditor nor another branch settles one; the other branch does not even see it', async () => {
  const { contractId } = await customer();
  const orderId = await asked(contractId);
  for (const role of ['teller', 'auditor'] as const) {
    const session = await ground.operator(role);
    expect(await branch.settleAddressChange({ session, orderId })).toMatchObject({ reason: 'role_missing' });
    expect(await branch.addressChangeOf(session, orderId)).toBeDefined();
  }
  const session = await ground.operator('manager', { branchCode: '003' });
  expect(await branch.addressChangeOf(session, orderId)).toBeUndefined();
  expect(await branch.settleAddressChange({ session, orderId })).toMatchObject({ reason: 'change_unknown' });
  const seen = await ground.query(
    `select 1 from bank.audit where act = 'address_change_seen' and order_id = $1`,
    [orderId],
  );
  expect(seen).toHaveLength(2);
});

test('of two managers at once one settles it, and the customer is told once', async () => {
  const { contractId } = await customer();
  const orderId = await asked(contractId);
  const sessions = [await ground.operator('manager'), await ground.operator('manager')];
  const outcomes = await Promise.all(
    sessions.map((session, place) =>
      branch.settleAddressChange({ session, orderId, ...(place === 0 ? {} : { reason: '見本' }) }),
    ),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'settled']);
  expect(await noticesOf(contractId)).toHaveLength(2);
});

test('a contract that was stopped meanwhile gets no address; it can be sent back', async () => {
  const { contractId } = await customer();
  const orderId = await asked(contractId);
  await ground.bankPorts.database.kysely
    .transaction()
    .execute((tx) =>
      stopContract(tx, { contractId, actor: { kind: 'customer', id: contractId }, now: CORE_TIME }),
    );
  const session = await ground.operator('manager');
  expect(await branch.settleAddressChange({ session, orderId })).toMatchObject({
    reason: 'contract_stopped',
  });
  expect(await branch.settleAddressChange({ session, orderId, reason: '取引中止のため' })).toEqual({
    outcome: 'settled',
  });
});

test('in a cool-down no address is asked for', async () => {
  const { contractId } = await customer();
  await ground.query(`update bank.contract set cool_down_until = to_timestamp($2) where id = $1`, [
    contractId,
    CORE_TIME + 60,
  ]);
  expect(await prepare(contractId, TYPED)).toMatchObject({ because: { reason: 'cool_down' } });
});

test.each<[string, Partial<Address>, object]>([
  ['no postal code', { postalCode: ' ' }, { reason: 'field_missing', field: 'postalCode' }],
  ['six digits', { postalCode: '100-000' }, { reason: 'postal_code_malformed' }],
  ['no prefecture', { prefecture: '見本県' }, { reason: 'prefecture_unknown' }],
  ['no city', { city: '' }, { reason: 'field_missing', field: 'city' }],
  ['a long city', { city: '見'.repeat(41) }, { reason: 'field_too_long', field: 'city', lengthMax: 40 }],
  [
    'signs of no address',
    { street: '例示町<1>' },
    { reason: 'field_characters', field: 'street', characters: '<>' },
  ],
  ['no telephone number', { telephone: '1234567890' }, { reason: 'telephone_malformed' }],
  ['the first of two', { city: '', telephone: '1' }, { reason: 'field_missing', field: 'city' }],
])('%s is refused', async (_, changes, refusal) => {
  const { contractId } = await customer();
  expect(await prepare(contractId, { ...TYPED, ...changes })).toMatchObject({
    outcome: 'refused',
    ...refusal,
  });
});

const FORBIDDEN = { code: '42501' };

test.each([
  ['write an address', `update bank.customer set city = '別区'`],
  ['change what was asked for', `update bank.address_change set city = '別区'`],
  ['take one away', 'delete from bank.address_change'],
])('neither login role can %s', async (_, statement) => {
  for (const { database } of [ground.ports, ground.bankPorts])
    await expect(database.pool.query(statement)).rejects.toMatchObject(FORBIDDEN);
});

test("the bank's login role cannot say that one counts, and the function takes no teller's word for it", async () => {
  const { contractId } = await customer();
  const orderId = await asked(contractId);
  await expect(
    ground.bankPorts.database.pool.query(`update bank.address_change set state = 'done', settled_at = now()`),
  ).rejects.toMatchObject({ code: '23514' });
  const teller = await ground.operator('teller');
  await expect(
    ground.ports.database.pool.query('select bank.settle_address_change(now(), $1, $2, null)', [
      orderId,
      teller.operator.operatorId,
    ]),
  ).rejects.toMatchObject(FORBIDDEN);
});

test.each([
  [
    'address_not_asked',
    `update bank.address_change set city = '別区' where order_id = $1`,
    `update bank.address_change set city = '見本区' where order_id = $1`,
  ],
  [
    'address_stray',
    `update bank.order set kind = 'payee' where id = $1`,
    `update bank.order set kind = 'address_change' where id = $1`,
  ],
  [
    'customer_address_differs',
    `update bank.customer set city = '別区' where city = '見本区'`,
    `update bank.customer set city = '見本区' where city = '別区'`,
  ],
])('%s is found and named', async (name, fault, repair) => {
  const { contractId } = await customer();
  const orderId = await asked(contractId);
  await branch.settleAddressChange({ session: await ground.operator('manager'), orderId });
  await ground.query(fault.replaceAll('$1', `'${orderId}'`));
  expect((await ground.bank.verify()).map((found) => found.name)).toContain(name);
  await ground.query(repair.replaceAll('$1', `'${orderId}'`));
  expect(await ground.bank.verify()).toEqual([]);
});
