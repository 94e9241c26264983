import { randomBytes } from 'node:crypto';
import { type EpochSeconds, yen } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import { freshDatabase } from '../../../../tests/support/fresh-database.ts';
import { type Bank, openBank } from '../../src/bank.ts';
import type { BranchPorts, Operators, Procedures } from '../../src/branch/branch.ts';
import type { BranchSession, OperatorRole } from '../../src/branch/operator.ts';
import { openOperators } from '../../src/branch/operators/open-operators.ts';
import type { Paper, ProcedureTerms, RequestView } from '../../src/branch/request.ts';
import { openProcedures } from '../../src/branch/requests/open-procedures.ts';
import { type BankConfiguration, defaultConfiguration } from '../../src/configuration.ts';
import type { OpenedContract } from '../../src/contracts/open-contract.ts';
import type { BankPorts } from '../../src/ports.ts';
import type { BankTables } from '../../src/tables.ts';
import { AUTHORITY_UNAVAILABLE, type TokenFound } from '../../src/token-authority.ts';
import { type FakeAuthority, fakeAuthority, GOOD_CODE } from './authority.ts';
import { CORE_TIME } from './money.ts';
import { fakePayEasy } from './pay-easy.ts';
import { type FakeZengin, fakeZengin } from './zengin.ts';

export const CUSTOMER_PASSWORD = 'Kawara-no-tsuki-7';
export const OPERATOR_PASSWORD = 'Madoguchi-no-hana-3';

type Side = Operators & Procedures;

/** A token authority in a test's hand that the branch administers: what it did by paper, and what happens next. */
export interface FakeAdministration {
  readonly authority: FakeAuthority;
  readonly port: BranchPorts['authority'];
  readonly stock: Map<string, Extract<TokenFound, { form: 'hardware' }>>;
  readonly locked: Set<string>;
  /** What was done on paper, once for each key. */
  readonly done: string[];
  weather: FakeAuthority['weather'];
}

function fakeAdministration(time: { readonly now: EpochSeconds }): FakeAdministration {
  const authority = fakeAuthority(time);
  const answers = new Map<string, unknown>();
  const away = () => Object.assign(new Error('away'), { name: AUTHORITY_UNAVAILABLE });
  async function once<T>(key: string | undefined, work: () => T): Promise<T> {
    if (fake.weather === 'away') throw away();
    const known = key !== undefined && answers.has(key);
    const answer = known ? (answers.get(key ?? '') as T) : work();
    if (key !== undefined) answers.set(key, answer);
    if (fake.weather === 'answer_lost') throw away();
    return answer;
  }
  const fake: FakeAdministration = {
    authority,
    stock: new Map(),
    locked: new Set(),
    done: [],
    weather: 'clear',
    port: {
      ...authority.port,
      stateOf: async (subject) => {
        if (fake.weather === 'away') throw away();
        const state = await authority.port.stateOf(subject);
        return state.state !== 'none' && fake.locked.has(subject) ? { ...state, state: 'locked' } : state;
      },
      release: ({ subject, idempotencyKey }) =>
        once(idempotencyKey, () => {
          fake.done.push(`release ${subject}`);
          return { outcome: authority.bindings.delete(subject) ? 'released' : 'unknown' } as const;
        }),
      unlock: ({ subject, idempotencyKey }) =>
        once(idempotencyKey, () => {
          fake.done.push(`unlock ${subject}`);
          return { outcome: fake.locked.delete(subject) ? 'unlocked' : 'unknown' } as const;
        }),
      tokenOf: async (tokenIdOrSerial) => {
        if (fake.weather === 'away') throw away();
        return fake.stock.get(tokenIdOrSerial) ?? { outcome: 'unknown' };
      },
      handOut: ({ tokenIdOrSerial, subject, idempotencyKey }) =>
        once(idempotencyKey, () => {
          const token = fake.stock.get(tokenIdOrSerial);
          if (token === undefined) return { outcome: 'refused', reason: 'unknown' } as const;
          if (token.state === 'handed_out' && token.subject !== subject)
            return { outcome: 'refused', reason: 'handed_out_already' } as const;
          fake.done.push(`hand out ${token.tokenId}`);
          fake.stock.set(tokenIdOrSerial, { ...token, state: 'handed_out', subject });
          return { outcome: 'handed_out', tokenId: token.tokenId } as const;
        }),
    },
  };
  return fake;
}

export interface BranchGround {
  readonly branch: Side;
  readonly bank: Bank;
  readonly ports: BranchPorts;
  readonly bankPorts: BankPorts;
  readonly administration: FakeAdministration;
  readonly zengin: FakeZengin;
  readonly time: { now: EpochSeconds };
  /** As the owner, who may look at everything and break it. */
  readonly query: <Row = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ) => Promise<readonly Row[]>;
  /** Another process on the same database. */
  readonly another: (changes?: Partial<BranchPorts>) => Side;
  /** An operator with password and token, signed in; made by hand, as no test could wait for maker and checker. */
  readonly operator: (
    role: OperatorRole,
    changes?: { readonly branchCode?: string; readonly personNumber?: string },
  ) => Promise<BranchSession>;
  /** A customer with one account. */
  readonly contract: (changes?: {
    readonly branchCode?: string;
    readonly deposit?: bigint;
    readonly hasToken?: boolean;
  }) => Promise<OpenedContract>;
  readonly paper: (changes?: Partial<Paper>) => Paper;
  /** A request that must be let through. */
  readonly made: (session: BranchSession, terms: ProcedureTerms) => Promise<RequestView>;
  readonly approve: (
    session: BranchSession,
    request: RequestView,
    changes?: { readonly code?: string; readonly nextCode?: string; readonly digest?: string },
  ) => ReturnType<Procedures['approveRequest']>;
  /** What the audit trail says was done, in order; refusals as well. */
  readonly acts: (requestId: string) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** An operator as if long enrolled. */
async function insertOperator(
  { query, administration, time }: Pick<BranchGround, 'query' | 'administration' | 'time'>,
  drawn: number,
  role: OperatorRole,
  changes: { readonly branchCode?: string; readonly personNumber?: string },
): Promise<BranchSession> {
  const operatorNumber = String(100_000 + drawn);
  const subject = `op_of-the-tests-${operatorNumber}`;
  const { personNumber = `P${operatorNumber}`, branchCode = '001' } = changes;
  const tokenId = `WRSM${String(drawn).padStart(8, '0')}`;
  const name = `見本 ${drawn}郎`;
  const [row] = await query<{ id: string }>(
    `insert into bank.operator (id, operator_number, person_number, name, role, branch_code, state, subject, otp_mark,
       token_id, password_hash, must_change_password, made_at)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, 'active', $6, 'registered', $7, 'none', false, to_timestamp($8))
     returning id`,
    [operatorNumber, personNumber, name, role, branchCode, subject, tokenId, time.now],
  );
  if (!row) throw new Error('the operator is there');
  administration.authority.bindings.set(subject, { tokenId, boundAt: time.now });
  const operatorId = row.id;
  return {
    sessionId: operatorId,
    operator: {
      operatorId,
      operatorNumber,
      personNumber,
      name,
      role,
      branchCode,
      state: 'active',
      hasToken: true,
    },
    openedAt: time.now,
    expiresAt: time.now,
    idleUntil: time.now,
  };
}

async function openContract(
  { bank, query, administration, time }: Pick<BranchGround, 'bank' | 'query' | 'administration' | 'time'>,
  changes: Parameters<BranchGround['contract']>[0] = {},
): Promise<OpenedContract> {
  const { branchCode = '001', deposit = 0n, hasToken = false } = changes;
  const opened = await bank.openContract({
    holder: { kanji: '割符 太郎', kana: 'ワリフ タロウ' },
    branchCode,
    loginPassword: CUSTOMER_PASSWORD,
    confirmationPassword: 'Kakunin-shima-2',
    keepsPassword: true,
    deposits: [yen(deposit)],
  });
  if (hasToken) {
    await query(`update bank.contract set otp_mark = 'registered' where id = $1`, [opened.contractId]);
    administration.authority.bindings.set(opened.subject, { tokenId: 'WRSM00009999', boundAt: time.now });
  }
  return opened;
}

/** The branch's side of a bank on a database of its own, as `branch_app`, beside the bank as `bank_app`. */
export async function openBranchGround(
  configuration: Partial<BankConfiguration> = {},
): Promise<BranchGround> {
  const fresh = await freshDatabase();
  const database = openDatabase<BankTables>({ connectionString: fresh.urlFor('branch_app') });
  const bankDatabase = openDatabase<BankTables>({ connectionString: fresh.urlFor('bank_app') });
  const owner = fresh.openOwner();
  const time = { now: CORE_TIME };
  const administration = fakeAdministration(time);
  const zengin = fakeZengin();
  const pepper = randomBytes(32);
  const shared = {
    clock: () => time.now,
    authority: administration.port,
    configuration: { ...defaultConfiguration, ...configuration },
    pepper,
  };
  const ports: BranchPorts = { ...shared, database };
  const bankPorts: BankPorts = {
    ...shared,
    database: bankDatabase,
    zengin: zengin.port,
    payEasy: fakePayEasy().port,
    sendMail: async () => undefined,
  };
  const sideOf = (changes: Partial<BranchPorts> = {}): Side => ({
    ...openOperators({ ...ports, ...changes }),
    ...openProcedures({ ...ports, ...changes }),
  });
  const branch = sideOf();
  const bank = openBank(bankPorts);
  const query: BranchGround['query'] = async <Row>(text: string, values: readonly unknown[] = []) =>
    (await owner.query(text, [...values])).rows as Row[];

  let drawn = 0;
  const ground: BranchGround = {
    branch,
    bank,
    ports,
    bankPorts,
    administration,
    zengin,
    time,
    query,
    another: sideOf,
    operator: (role, changes = {}) => {
      drawn += 1;
      return insertOperator({ query, administration, time }, drawn, role, changes);
    },
    contract: (changes = {}) => openContract({ bank, query, administration, time }, changes),
    paper: (changes = {}) => {
      drawn += 1;
      return {
        formNumber: `F-${drawn}`,
        identityDocument: 'drivers_licence',
        reason: '窓口でのお申し出',
        ...changes,
      };
    },
    made: async (session, terms) => {
      const made = await branch.makeRequest({ session, terms, paper: ground.paper() });
      if (made.outcome !== 'made') throw new Error(`refused: ${made.reason}`);
      const view = await branch.requestOf(session, made.requestId);
      if (!view) throw new Error('a request that was made is seen');
      return view;
    },
    approve: (session, { requestId, digest }, changes = {}) =>
      branch.approveRequest({ session, requestId, digest, code: GOOD_CODE, ...changes }),
    acts: async (requestId) =>
      (
        await query<{ act: string }>(
          `select act from bank.audit where detail ->> 'requestId' = $1 order by id`,
          [requestId],
        )
      ).map((row) => row.act),
    close: async () => {
      await database.close();
      await bankDatabase.close();
      await owner.end();
      await fresh.drop();
    },
  };
  return ground;
}
