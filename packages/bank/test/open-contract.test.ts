import { yen } from '@warifu/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MORNING, openPeopleGround, PASSWORD, type PeopleGround } from './support/people.ts';

let ground: PeopleGround;
beforeAll(async () => {
  ground = await openPeopleGround();
});
afterAll(() => ground.close());

const NEW = {
  holder: { kanji: '割符 太郎', kana: 'ワリフ タロウ' },
  branchCode: '001',
  loginPassword: PASSWORD,
  deposits: [],
} as const;

test('新規契約 opens an ordinary account for each deposit, and pays it in from cash', async () => {
  const opened = await ground.people.openContract({ ...NEW, deposits: [yen(300_000n), yen(0n), yen(5n)] });
  expect(opened.contractNumber).toMatch(/^[1-9][0-9]{10}$/);
  const accounts = await ground.query<{ id: string; balance: bigint; kind: string }>(
    `select account.id, balance_yen::text as balance, kind from bank.account
     join bank.account_balance on account_id = account.id where contract_id = $1`,
    [opened.contractId],
  );
  const balanceOf = new Map(accounts.map((account) => [account.id, account.balance]));
  expect(opened.accountIds.map((id) => balanceOf.get(id))).toEqual(['300000', '0', '5']);
  const [sum] = await ground.query<{ sum: string }>('select sum(amount_yen)::text as sum from bank.entry');
  expect(sum?.sum).toBe('0');
});

test('contracts opened in bulk have numbers, subjects and accounts of their own, in the order they were given', async () => {
  const opened = await ground.people.openContracts(
    Array.from({ length: 1_200 }, (_, index) => ({ ...NEW, deposits: [yen(BigInt(index + 1))] })),
  );
  expect(new Set(opened.map((contract) => contract.contractNumber)).size).toBe(1_200);
  expect(new Set(opened.map((contract) => contract.subject)).size).toBe(1_200);
  const last = opened.at(-1);
  const [account] = await ground.query<{ contract_id: string; balance: string }>(
    `select contract_id, balance_yen::text as balance from bank.account
     join bank.account_balance on account_id = account.id where account.id = $1`,
    [last?.accountIds[0]],
  );
  expect(account).toEqual({ contract_id: last?.contractId, balance: '1200' });
});

test('the subject that the authority knows says nothing of the contract number', async () => {
  const { contractNumber, subject } = await ground.people.openContract(NEW);
  expect(subject).not.toContain(contractNumber);
  expect(subject.length).toBeGreaterThanOrEqual(16);
});

test('a number that is taken, a branch that is not ours and a number of another length open nothing', async () => {
  const { contractNumber } = await ground.people.openContract(NEW);
  await expect(ground.people.openContract({ ...NEW, contractNumber })).rejects.toMatchObject({
    code: '23505',
  });
  await expect(ground.people.openContract({ ...NEW, branchCode: '999' })).rejects.toThrow('own branches');
  await expect(ground.people.openContract({ ...NEW, contractNumber: '123' })).rejects.toThrow(
    'eleven digits',
  );
});

test('a new contract stands in the audit, and its passwords stand nowhere', async () => {
  const { contractId } = await ground.people.openContract({
    ...NEW,
    confirmationPassword: 'Kawara-8-kakunin',
  });
  const rows = await ground.query<{ act: string; at: number }>(
    'select act, extract(epoch from at)::int as at from bank.audit where contract_id = $1',
    [contractId],
  );
  expect(rows).toEqual([{ act: 'contract_opened', at: MORNING }]);
  const texts = await ground.query<{ text: string }>(
    `select row_to_json(t)::text as text from bank.contract t where id = $1
     union all select row_to_json(t)::text from bank.audit t where contract_id = $1`,
    [contractId],
  );
  for (const { text } of texts) {
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain('Kawara-8-kakunin');
  }
});
