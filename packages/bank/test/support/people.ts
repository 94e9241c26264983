import { randomBytes } from 'node:crypto';
import { type EpochSeconds, epochSeconds, type Yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { freshDatabase } from '../../../../tests/support/fresh-database.ts';
import { type BankConfiguration, defaultConfiguration } from '../../src/configuration.ts';
import type { OpenedContract } from '../../src/contracts/open-contract.ts';
import { openPeople, type People } from '../../src/people.ts';
import type { BankPorts, Mail } from '../../src/ports.ts';
import type { BankTables } from '../../src/tables.ts';
import type { TokenAuthority } from '../../src/token-authority.ts';
import { type FakeAuthority, fakeAuthority } from './authority.ts';

/** 2026-11-24 10:00 in Tokyo, a Tuesday. */
export const MORNING = epochSeconds(Date.UTC(2026, 10, 24, 1, 0, 0) / 1000);
export const PASSWORD = 'Kawara-no-tsuki-7';

export interface PeopleGround {
  readonly people: People;
  readonly ports: BankPorts;
  readonly authority: FakeAuthority;
  readonly mails: Mail[];
  readonly time: { now: EpochSeconds };
  /** As the owner of the database, who may look at everything. */
  readonly query: <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** A second bank on the same database: another process, as far as anybody can tell. */
  readonly another: (changes?: Partial<BankPorts>) => People;
  readonly contract: (changes?: Partial<NewContractChanges>) => Promise<OpenedContract>;
  readonly close: () => Promise<void>;
}

interface NewContractChanges {
  readonly contractNumber: string;
  readonly mailAddress: string;
  readonly language: 'ja' | 'en';
  readonly keepsPassword: boolean;
  readonly deposits: readonly Yen[];
}

const never = (): never => {
  throw new Error('not asked in these tests');
};

/** The people's side of a bank on a database of its own, with a clock and an authority in the test's hand. */
export async function openPeopleGround(
  configuration: Partial<BankConfiguration> = {},
): Promise<PeopleGround> {
  const fresh = await freshDatabase();
  const database = openDatabase<BankTables>({ connectionString: fresh.urlFor('bank_app') });
  const owner = fresh.openOwner();
  const time = { now: MORNING };
  const mails: Mail[] = [];
  const authority = fakeAuthority(time);
  const ports: BankPorts = {
    database,
    clock: () => time.now,
    authority: authority.port satisfies TokenAuthority,
    zengin: { inquireName: never, send: never, fetchReturns: never, recall: never, recallAnswer: never },
    payEasy: { findBiller: never, inquireBill: never, pay: never, askOutcome: never },
    sendMail: async (mail) => {
      mails.push(mail);
    },
    configuration: { ...defaultConfiguration, ...configuration },
    pepper: randomBytes(32),
  };
  const another = (changes: Partial<BankPorts> = {}) => openPeople({ ...ports, ...changes }, async () => []);
  const people = another();
  return {
    people,
    ports,
    authority,
    mails,
    time,
    another,
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await owner.query(text, [...values])).rows as Row[],
    contract: (changes = {}) =>
      people.openContract({
        holder: { kanji: '割符 太郎', kana: 'ワリフ タロウ' },
        mailAddress: 'taro@mail.example',
        branchCode: '001',
        loginPassword: PASSWORD,
        keepsPassword: true,
        deposits: [],
        ...changes,
      }),
    close: async () => {
      await database.close();
      await owner.end();
      await fresh.drop();
    },
  };
}
