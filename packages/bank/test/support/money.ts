import { randomBytes } from 'node:crypto';
import { type EpochSeconds, epochSeconds, type Yen, yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { type FreshDatabase, freshDatabase } from '../../../../tests/support/fresh-database.ts';
import { type Bank, openBank } from '../../src/bank.ts';
import { type BankConfiguration, defaultConfiguration } from '../../src/configuration.ts';
import type { BankPorts } from '../../src/ports.ts';
import type { BankTables } from '../../src/tables.ts';
import type { Payee, PreparedTransfer, PrepareTransfer } from '../../src/transfers/transfer.ts';
import { type FakeAuthority, fakeAuthority } from './authority.ts';
import { type FakePayEasy, fakePayEasy } from './pay-easy.ts';
import { type FakeZengin, fakeZengin } from './zengin.ts';

/** 2026-11-24 10:00 in Tokyo, a Tuesday after a holiday. */
export const CORE_TIME = epochSeconds(Date.UTC(2026, 10, 24, 1, 0, 0) / 1000);
export const CONFIRMATION = 'Kakunin-shima-2';

/** A real bank that takes part in モアタイム by default, and one that does not. */
export const OTHER_BANK: Payee = {
  bankCode: '0005',
  branchCode: '001',
  accountKind: 'ordinary',
  accountNumber: '1234567',
};
export const DAYTIME_BANK: Payee = { ...OTHER_BANK, bankCode: '0017', branchCode: '326' };

export interface Customer {
  readonly contractId: string;
  readonly subject: string;
  readonly accountId: string;
  readonly payee: Payee;
  readonly draftId: string;
}

export interface MoneyGround {
  readonly bank: Bank;
  readonly ports: BankPorts;
  readonly authority: FakeAuthority;
  readonly zengin: FakeZengin;
  readonly payEasy: FakePayEasy;
  readonly time: { now: EpochSeconds };
  /** As the owner, who may look at everything and break it. */
  readonly query: <Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Row[]>;
  /** A second bank on the same database: another process, as far as anybody can tell. */
  readonly another: (changes?: Partial<BankPorts>) => Bank;
  /** One whose authority takes its time: `meanwhile` happens when the code was judged and nobody knows it yet. */
  readonly slow: (meanwhile: () => unknown) => Bank;
  /** With a token, unless it says otherwise. */
  readonly customer: (deposit: bigint, changes?: { readonly hasToken?: boolean }) => Promise<Customer>;
  readonly balanceOf: (customer: Customer) => Promise<Yen>;
  /** Prepares a transfer that must be let through. */
  readonly prepared: (
    customer: Customer,
    amount: bigint,
    changes?: Partial<PrepareTransfer>,
  ) => Promise<PreparedTransfer>;
  readonly execute: (
    customer: Customer,
    orderId: string,
    changes?: { readonly code?: string; readonly nextCode?: string; readonly confirmationPassword?: string },
  ) => ReturnType<Bank['executeTransfer']>;
  /** The same database as another login role sees it. */
  readonly urlFor: FreshDatabase['urlFor'];
  readonly ownerUrl: string;
  readonly close: () => Promise<void>;
}

const slowly = (authority: BankPorts['authority'], meanwhile: () => unknown): BankPorts['authority'] => ({
  ...authority,
  validate: async (call) => {
    const verdict = await authority.validate(call);
    await meanwhile();
    return verdict;
  },
});

/** A whole bank on a database of its own, with clock, authority and network in the test's hand. */
export async function openMoneyGround(configuration: Partial<BankConfiguration> = {}): Promise<MoneyGround> {
  const fresh = await freshDatabase();
  const database = openDatabase<BankTables>({ connectionString: fresh.urlFor('bank_app') });
  const owner = fresh.openOwner();
  const time = { now: CORE_TIME };
  const authority = fakeAuthority(time);
  const zengin = fakeZengin();
  const payEasy = fakePayEasy();
  const ports: BankPorts = {
    database,
    clock: () => time.now,
    authority: authority.port,
    zengin: zengin.port,
    payEasy: payEasy.port,
    sendMail: async () => undefined,
    configuration: { ...defaultConfiguration, ...configuration },
    pepper: randomBytes(32),
  };
  const bank = openBank(ports);
  const query: MoneyGround['query'] = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await owner.query(text, [...values])).rows as Row[];
  return {
    bank,
    ports,
    authority,
    zengin,
    payEasy,
    time,
    query,
    urlFor: fresh.urlFor,
    ownerUrl: fresh.ownerUrl,
    another: (changes = {}) => openBank({ ...ports, ...changes }),
    slow: (meanwhile) => openBank({ ...ports, authority: slowly(ports.authority, meanwhile) }),
    customer: async (deposit, { hasToken = true } = {}) => {
      const opened = await bank.openContract({
        holder: { kanji: '割符 太郎', kana: 'ワリフ タロウ' },
        branchCode: '001',
        loginPassword: 'Kawara-no-tsuki-7',
        confirmationPassword: CONFIRMATION,
        keepsPassword: true,
        deposits: [yen(deposit)],
      });
      const { contractId, subject } = opened;
      if (hasToken) {
        await query(`update bank.contract set otp_mark = 'registered' where id = $1`, [contractId]);
        authority.bindings.set(subject, { tokenId: 'WRSM00000001', boundAt: time.now });
      }
      const [account] = await bank.listAccounts(contractId);
      if (!account) throw new Error('a contract has an account');
      const { draftId } = await bank.startDraft(contractId, 'transfer', 'pc');
      return {
        contractId,
        subject,
        draftId,
        accountId: account.accountId,
        payee: {
          bankCode: ports.configuration.ownBank.code,
          branchCode: account.branchCode,
          accountKind: 'ordinary',
          accountNumber: account.accountNumber,
        },
      };
    },
    balanceOf: async (customer) => {
      const account = await bank.accountOf(customer.contractId, customer.accountId);
      return account?.balance ?? yen(-1n);
    },
    prepared: async (customer, amount, changes = {}) => {
      const outcome = await bank.prepareTransfer({ ...wish(customer, amount), ...changes });
      if (outcome.outcome !== 'prepared') throw new Error(`refused: ${outcome.reason}`);
      return outcome.order;
    },
    execute: (customer, orderId, changes = { code: '123456' }) =>
      bank.executeTransfer({ contractId: customer.contractId, channel: 'pc', orderId, ...changes }),
    close: async () => {
      await database.close();
      await owner.end();
      await fresh.drop();
    },
  };
}

/** A transfer to another bank with nothing wrong in it. */
export const wish = (customer: Customer, amount: bigint): PrepareTransfer => ({
  contractId: customer.contractId,
  channel: 'pc',
  draftId: customer.draftId,
  fromAccountId: customer.accountId,
  payee: OTHER_BANK,
  amount: yen(amount),
  payeeKana: 'ミホン ハナコ',
  nameSource: 'typed',
});
