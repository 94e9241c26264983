import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import type { Wait } from './judge.ts';
import type { TokenTable, TokenTables } from './tables.ts';
import { digitsOf, type TokenFacts } from './token.ts';

type Transaction = Tx<TokenTables>;

export interface Question {
  readonly relyingPartyId: string;
  readonly subject: string;
  readonly purpose: string;
  readonly idempotencyKey: string;
}

/** What was answered under an idempotency key before. */
export interface KnownVerdict {
  readonly bodyDigest: Buffer;
  readonly outcome: string;
  readonly isLocked: boolean;
  readonly untilAt: number | undefined;
  readonly madeAt: number;
}

interface BindingFacts {
  readonly bindingId: string;
  readonly failures: number;
  readonly isLocked: boolean;
  readonly token: TokenFacts;
  readonly wait: Wait | undefined;
}

export interface Facts {
  readonly binding: BindingFacts | undefined;
  readonly known: KnownVerdict | undefined;
}

/** A step spent by an act. The token's row is set to the last of them. */
export interface SpentStep {
  readonly tokenId: string;
  readonly step: number;
  readonly driftSteps: number;
}

export interface CountedBinding {
  readonly bindingId: string;
  readonly failures: number;
  readonly isLocked: boolean;
}

/** One answer: for whom sends it again, and for the audit trail. */
export interface Answer extends Omit<Question, 'idempotencyKey'> {
  /** Without one nothing is kept to be sent again. */
  readonly idempotencyKey: string | undefined;
  readonly act: string;
  readonly bodyDigest: Buffer;
  readonly outcome: string;
  /** What the audit trail is told; may say more than the outcome. */
  readonly finding: string;
  readonly isLocked: boolean;
  readonly untilAt?: number | undefined;
  readonly tokenId: string | undefined;
  readonly step?: number | undefined;
  readonly previousStep?: number | undefined;
  readonly reason?: string | undefined;
  /** Step of a first code far off, whose second is waited for. */
  readonly waitStep?: number | undefined;
}

interface Settlement {
  readonly spent: readonly SpentStep[];
  readonly bindings: readonly CountedBinding[];
  readonly answers: readonly Answer[];
}

/** The two statements that all acts on a code are made of. A port, so that a test can plant a fault behind it. */
export interface TokenStore {
  /** Locks each token, in the order of their IDs, then reads what its codes are judged by; one answer a question. */
  readonly lockBindings: (tx: Transaction, questions: readonly Question[]) => Promise<readonly Facts[]>;
  /** Writes steps, failures, verdicts and audit rows. Throws, and nothing is written, where a step would not grow. */
  readonly settle: (
    tx: Transaction,
    now: EpochSeconds,
    verdictSeconds: number,
    settlement: Settlement,
  ) => Promise<void>;
}

/** A device was changed between the reading of a binding and the lock of its token: the work begins again. */
export class BindingMoved extends Error {
  /** serialization_failure, which `transact` runs again, a bounded number of times. */
  readonly code = '40001';
}

interface LockedRow {
  is_moved: boolean;
  binding_id: string | null;
  failures: number;
  locked_at: number | null;
  token_id: string;
  state: TokenTable['state'];
  algorithm: TokenTable['algorithm'];
  digits: number;
  period_seconds: number;
  sealed_secret: Buffer;
  key_version: number;
  drift_steps: number;
  last_step: bigint | null;
  key_expires_at: number | null;
  wait_step: bigint | null;
  wait_asked_at: number | null;
  known_body: Buffer | null;
  known_outcome: string;
  known_is_locked: boolean;
  known_made_at: number;
}

/** The store of production. */
export const tokenStore: TokenStore = {
  lockBindings: async (tx, questions) => {
    const { rows } = await sql<LockedRow>`select * from token.lock_bindings(
      ${questions.map((question) => question.relyingPartyId)}::uuid[],
      ${questions.map((question) => question.subject)}::text[],
      ${questions.map((question) => question.purpose)}::text[],
      ${questions.map((question) => question.idempotencyKey)}::text[])`.execute(tx);
    if (rows.some((row) => row.is_moved)) throw new BindingMoved('a binding changed its token');
    return rows.map(factsOf);
  },
  settle: async (tx, now, verdictSeconds, { spent, bindings, answers }) => {
    const of = <T>(read: (answer: Answer) => T | undefined): readonly (T | null)[] =>
      answers.map((answer) => read(answer) ?? null);
    await sql`select token.settle(${at(now)}, ${at(now - verdictSeconds)},
      ${spent.map((row) => row.tokenId)}::text[], ${spent.map((row) => row.step)}::bigint[],
      ${spent.map((row) => row.driftSteps)}::integer[],
      ${bindings.map((row) => row.bindingId)}::uuid[], ${bindings.map((row) => row.failures)}::integer[],
      ${bindings.map((row) => row.isLocked)}::boolean[],
      ${of(() => uuidv7())}::uuid[], ${of((row) => row.act)}::text[],
      ${of((row) => row.relyingPartyId)}::uuid[], ${of((row) => row.subject)}::text[],
      ${of((row) => row.purpose)}::text[], ${of((row) => row.idempotencyKey)}::text[],
      ${of((row) => row.bodyDigest)}::bytea[], ${of((row) => row.outcome)}::text[],
      ${of((row) => row.isLocked)}::boolean[],
      ${of((row) => (row.untilAt === undefined ? undefined : at(row.untilAt)))}::timestamptz[],
      ${of((row) => row.tokenId)}::text[], ${of((row) => row.step)}::bigint[],
      ${of((row) => row.previousStep)}::bigint[], ${of((row) => row.waitStep)}::bigint[],
      ${of((row) => row.finding)}::text[], ${of((row) => row.reason)}::text[])`.execute(tx);
  },
};

function factsOf(row: LockedRow): Facts {
  return {
    binding:
      row.binding_id === null
        ? undefined
        : {
            bindingId: row.binding_id,
            failures: row.failures,
            isLocked: row.locked_at !== null,
            token: tokenOf(row),
            wait: waitOf(row.wait_step, row.wait_asked_at),
          },
    known:
      row.known_body === null
        ? undefined
        : {
            bodyDigest: row.known_body,
            outcome: row.known_outcome,
            isLocked: row.known_is_locked,
            untilAt: undefined,
            madeAt: row.known_made_at,
          },
  };
}

type TokenRow = Pick<
  LockedRow,
  | 'token_id'
  | 'state'
  | 'algorithm'
  | 'digits'
  | 'period_seconds'
  | 'sealed_secret'
  | 'key_version'
  | 'drift_steps'
  | 'last_step'
  | 'key_expires_at'
> & { expires_at?: number | null };

const tokenOf = (row: TokenRow): TokenFacts => ({
  tokenId: row.token_id,
  state: row.state,
  algorithm: row.algorithm,
  digits: digitsOf(row.digits),
  periodSeconds: row.period_seconds,
  sealed: row.sealed_secret,
  keyVersion: row.key_version,
  driftSteps: row.drift_steps,
  lastStep: row.last_step === null ? undefined : Number(row.last_step),
  expiresAt: row.expires_at ?? undefined,
  keyExpiresAt: row.key_expires_at ?? undefined,
});

const waitOf = (step: bigint | null, askedAt: number | null): Wait | undefined =>
  step === null || askedAt === null ? undefined : { step: Number(step), askedAt };

/** Locks tokens in the order of their IDs. One that does not exist is not among them. */
export async function lockTokens(
  tx: Transaction,
  tokenIds: readonly string[],
): Promise<ReadonlyMap<string, TokenFacts>> {
  const { rows } = await sql<TokenRow>`select * from token.lock_tokens(${tokenIds}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.token_id, tokenOf(row)]));
}

/** What was answered under this key, still good or not. Read under the lock that the answer was made under. */
export async function findVerdict(tx: Transaction, question: Question): Promise<KnownVerdict | undefined> {
  const row = await tx
    .selectFrom('token.verdict')
    .selectAll()
    .where('relying_party_id', '=', question.relyingPartyId)
    .where('subject', '=', question.subject)
    .where('purpose', '=', question.purpose)
    .where('idempotency_key', '=', question.idempotencyKey)
    .executeTakeFirst();
  return (
    row && {
      bodyDigest: row.body_digest,
      outcome: row.outcome,
      isLocked: row.is_locked,
      untilAt: row.until_at ?? undefined,
      madeAt: row.made_at,
    }
  );
}

/** Since when this flow waits for a second code of this token. */
export async function findWait(
  tx: Transaction,
  { relyingPartyId, subject, purpose, tokenId }: Omit<Question, 'idempotencyKey'> & { tokenId: string },
): Promise<Wait | undefined> {
  const row = await tx
    .selectFrom('token.second_code_wait')
    .select(['step', 'asked_at'])
    .where('relying_party_id', '=', relyingPartyId)
    .where('subject', '=', subject)
    .where('token_id', '=', tokenId)
    .where('purpose', '=', purpose)
    .executeTakeFirst();
  return row && { step: Number(row.step), askedAt: row.asked_at };
}

export interface ActiveBinding {
  readonly bindingId: string;
  readonly tokenId: string;
  readonly isLocked: boolean;
  readonly boundAt: number;
}

/** The active binding of a subject. To change it, its token is locked first and this is read again. */
export async function findBinding(
  tx: Transaction,
  relyingPartyId: string,
  subject: string,
): Promise<ActiveBinding | undefined> {
  const row = await tx
    .selectFrom('token.binding')
    .select(['binding_id', 'token_id', 'locked_at', 'bound_at'])
    .where('relying_party_id', '=', relyingPartyId)
    .where('subject', '=', subject)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      bindingId: row.binding_id,
      tokenId: row.token_id,
      isLocked: row.locked_at !== null,
      boundAt: row.bound_at,
    }
  );
}
