import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import {
  type Bank,
  type BankPorts,
  type BankTables,
  defaultConfiguration,
  type OperatorRole,
  openBank,
  openBranch,
} from '@warifu/bank';
import { type EpochSeconds, epochSeconds, present } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { newKeyRingKeys, openKeyRing, openTokenAuthority, type TokenTables } from '@warifu/token';
import pg from 'pg';
import type { LoginRole } from '../../apps/warifu/src/database/roles.ts';
import { keyedHash, randomToken } from '../../packages/bank/src/contracts/keyed-hash.ts';
import { hashPassword } from '../../packages/bank/src/contracts/passwords.ts';
import { type FakeAuthority, fakeAuthority } from '../../packages/bank/test/support/authority.ts';
import { fakePayEasy } from '../../packages/bank/test/support/pay-easy.ts';
import { fakeZengin } from '../../packages/bank/test/support/zengin.ts';
import { buildSites, emptyPublic, type LogSink, type Sites } from './sites.ts';

/** A migrated, empty database: a clone of the tests' own, or one that a command made. */
export interface EmptyDatabase {
  readonly ownerUrl: string;
  urlFor(role: LoginRole): string;
}

/** 2026-11-24 10:00 in Tokyo, a Tuesday. */
const CORE_TIME = epochSeconds(Date.UTC(2026, 10, 24, 1, 0, 0) / 1000);

/** Of every operator that the ground opens. */
export const OPERATOR_PASSWORD = 'Kawara-no-tsuki-7';

interface OperatorPlace {
  readonly branchCode: string;
}

export interface Operator {
  readonly operatorId: string;
  readonly sessionToken: string;
}

/** Every site of the product in this process, on one real database; clock and networks are in the test's hand. */
export interface IntrudersGround extends Sites {
  readonly bank: Bank;
  readonly ports: BankPorts;
  readonly authority: ReturnType<typeof openTokenAuthority>;
  /** What stands behind the bank's codes: the good one is 123456. */
  readonly codes: FakeAuthority;
  readonly payEasy: ReturnType<typeof fakePayEasy>;
  readonly time: { now: EpochSeconds };
  readonly query: <Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Row[]>;
  /** An operator of the head office where nothing else is said, a person of their own, and a session. */
  readonly operator: (role: OperatorRole, other?: Partial<OperatorPlace>) => Promise<Operator>;
  readonly close: () => Promise<void>;
}

type Query = IntrudersGround['query'];

async function openOwner(ownerUrl: string): Promise<{ readonly query: Query; readonly end: () => unknown }> {
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on('error', () => undefined);
  return {
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await owner.query(text, [...values])).rows as Row[],
    end: () => owner.end(),
  };
}

/** Rates of everything that bears interest, and the first day's own work. */
async function openFirstDay({ bank, query, time }: Pick<IntrudersGround, 'bank' | 'query' | 'time'>) {
  await query(
    `insert into bank.rate (product, term_months, valid_from, rate_thousandths, entered_at)
     select product, term, '2026-01-01', 200, now() from (values ('ordinary', 0), ('time_deposit', 12),
       ('instalment_savings', 6)) as rate (product, term)`,
  );
  while ((await bank.runDay()) > 0);
  // The second in which the bank's day is read anew.
  time.now = epochSeconds(time.now + 1);
}

/** As if long enrolled: no test could wait for maker and checker. */
function operatorsOf({
  query,
  codes,
  time,
  ports,
}: Omit<IntrudersGround, 'operator' | 'close' | keyof Sites>) {
  let drawn = 0;
  const hash = keyedHash(ports.pepper);
  const passwordHash = hashPassword(OPERATOR_PASSWORD);
  return async (role: OperatorRole, other: Partial<OperatorPlace> = {}): Promise<Operator> => {
    drawn += 1;
    const { branchCode = '001' } = other;
    const subject = `op_of-the-intruders-${drawn}`;
    codes.bindings.set(subject, { tokenId: `WRSM0000000${drawn}`, boundAt: time.now });
    const [row] = await query<{ id: string }>(
      `insert into bank.operator (id, operator_number, person_number, name, role, branch_code, state, subject, otp_mark,
         token_id, password_hash, must_change_password, made_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $9, 'active', $5, 'registered', $6, $8, false, to_timestamp($7))
       returning id`,
      [
        String(100_000 + drawn),
        `P${drawn}`,
        `架空 ${drawn}郎`,
        role,
        subject,
        `WRSM0000000${drawn}`,
        time.now,
        await passwordHash,
        branchCode,
      ],
    );
    const { id } = present(row, 'the operator is there');
    const sessionToken = randomToken();
    await query(
      `insert into bank.operator_session (id, token_hash, operator_id, opened_at, last_seen_at, expires_at)
       values (gen_random_uuid(), $1, $2, to_timestamp($3), to_timestamp($3), to_timestamp($3 + 3600))`,
      [hash('operator_session', sessionToken), id, time.now],
    );
    return { operatorId: id, sessionToken };
  };
}

/** Opens everything on an empty database, which stays whoever's it is. What the sites log goes to `sink`, or nowhere. */
export async function openIntrudersGround(empty: EmptyDatabase, sink?: LogSink): Promise<IntrudersGround> {
  const time = { now: CORE_TIME };
  const clock = () => time.now;
  const owner = await openOwner(empty.ownerUrl);
  const { query } = owner;
  const databases = {
    bank: openDatabase<BankTables>({ connectionString: empty.urlFor('bank_app') }),
    branch: openDatabase<BankTables>({ connectionString: empty.urlFor('branch_app') }),
    token: openDatabase<TokenTables>({ connectionString: empty.urlFor('token_app') }),
  };
  const codes = fakeAuthority(time);
  const payEasy = fakePayEasy();
  const shared = {
    clock,
    authority: codes.port,
    configuration: defaultConfiguration,
    pepper: randomBytes(32),
  };
  const ports: BankPorts = {
    ...shared,
    database: databases.bank,
    zengin: fakeZengin().port,
    payEasy: payEasy.port,
    sendMail: async () => undefined,
  };
  const bank = openBank(ports);
  const branch = openBranch({ ...shared, database: databases.branch });
  const keyRing = openKeyRing(newKeyRingKeys());
  const authority = openTokenAuthority({ database: databases.token, clock, keyRing });
  const publicDirectory = await emptyPublic();
  const sites = await buildSites({ bank, branch, authority, clock, publicDirectory }, sink);
  const ground = { ...sites, bank, ports, authority, codes, payEasy, time, query };
  await openFirstDay(ground);
  return {
    ...ground,
    operator: operatorsOf(ground),
    close: async () => {
      await sites.closeSites();
      for (const database of Object.values(databases)) await database.close();
      await owner.end();
      await rm(publicDirectory, { recursive: true, force: true });
    },
  };
}
