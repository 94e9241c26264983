import { type Clock, type EpochSeconds, epochSeconds } from '@warifu/base';
import { batched, type Database, Overloaded, type Tx, transact } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../audit/record.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { Channel } from '../contracts/contract.ts';
import { keyedHash } from '../contracts/keyed-hash.ts';
import { noteOtpLocks } from '../contracts/otp-mark.ts';
import type { BankTables } from '../tables.ts';
import { AUTHORITY_UNAVAILABLE, type TokenAuthority, type Verdict } from '../token-authority.ts';
import type { Approval, ApprovalMethod } from './approval.ts';
import { openConfirmationTry } from './confirmation-try.ts';
import { type Attempt, type AttemptCall, insertUnspent, markVerdicts, takeAttempts } from './queries.ts';

/** The order to be approved, as it was read from the book. */
export interface ApprovalCall {
  readonly orderId: string;
  readonly contractId: string;
  /** What the authority knows the contract by. */
  readonly subject: string;
  readonly termsDigest: Uint8Array;
  /** What the code is for: part of the scope of the authority's idempotency key. */
  readonly purpose: string;
  readonly channel: Channel;
}

export type ApprovalRefusal =
  | { readonly reason: 'code_refused' }
  | { readonly reason: 'needs_second_code' }
  | { readonly reason: 'confirmation_refused' }
  | { readonly reason: 'authority_disagrees' }
  | { readonly reason: 'authority_away' };

export type ApprovalOutcome =
  | { readonly outcome: 'approved'; readonly approval: Approval }
  | ({ readonly outcome: 'refused' } & ApprovalRefusal);

/** The two ways in which a customer says yes. Never the second because the first is away. */
export interface Approve {
  /** `code` and `nextCode` are digits already. Asked again with the same code, it gives the same answer. */
  readonly byCode: (call: ApprovalCall, code: string, nextCode?: string) => Promise<ApprovalOutcome>;
  /** For contracts without a token, where the authority says so too. */
  readonly byConfirmationPassword: (call: ApprovalCall, password: string) => Promise<ApprovalOutcome>;
}

interface ApprovalPorts {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly authority: TokenAuthority;
  readonly configuration: BankConfiguration;
  readonly pepper: Uint8Array;
}

type Refusal = { readonly reason: ApprovalRefusal['reason'] };
const refused = (reason: Refusal['reason']): ApprovalOutcome => ({ outcome: 'refused', reason });

/** How often another process may write an attempt of the same order in between, before we give up for now. */
const LOOKS_MAX = 8;

const REFUSAL_OF: Readonly<Record<Exclude<Verdict, 'accepted'>, Refusal['reason']>> = {
  wrong: 'code_refused',
  spent: 'code_refused',
  locked: 'code_refused',
  needs_second_code: 'needs_second_code',
  // The bank's mark says registered: a word to the contrary never asks for less.
  unknown: 'authority_disagrees',
};

interface Answered {
  readonly call: ApprovalCall;
  readonly attempt: number;
  readonly verdict: Exclude<Verdict, 'accepted'>;
  readonly isLocked: boolean;
}

export function openApprove(ports: ApprovalPorts): Approve {
  const { database, clock, authority, configuration } = ports;
  const { approvalSeconds } = configuration.orders;
  // In one log the attempt is on the disk before the verdict is, and both with the execution or the audit of the refusal:
  // three commits wait for the disk once.
  const { validateInLog } = authority;
  const validate = validateInLog ?? authority.validate;
  const hash = keyedHash(ports.pepper);

  const approvalOf = (
    call: ApprovalCall,
    method: ApprovalMethod,
    approvedAt: EpochSeconds,
  ): ApprovalOutcome => ({
    outcome: 'approved',
    // The one place where an approval comes to be.
    approval: {
      orderId: call.orderId,
      termsDigest: call.termsDigest,
      method,
      approvedAt,
      expiresAt: epochSeconds(approvedAt + approvalSeconds),
    } as Approval,
  });

  const take = batched(
    (calls: readonly AttemptCall[]) => {
      const now = clock();
      const reusableFrom = epochSeconds(now - approvalSeconds);
      return takeAttempts(database, calls, { now, reusableFrom, isInLog: validateInLog !== undefined });
    },
    { keyOf: (call) => call.orderId, name: 'code attempts', watch: database.watch },
  );

  const note = batched((answers: readonly Answered[]) => noteVerdicts(database, answers, clock()), {
    keyOf: (answer) => `${answer.call.orderId}-${answer.attempt}`,
    name: 'code refusals',
    watch: database.watch,
  });

  const attemptOf = async (call: AttemptCall): Promise<Attempt> => {
    for (let look = 0; look < LOOKS_MAX; look += 1) {
      const attempt = await take(call);
      if (attempt) return attempt;
    }
    throw new Overloaded('an order is being executed by too many at once');
  };

  const tryConfirmation = openConfirmationTry(ports);
  const askForPassword = async (call: ApprovalCall, password: string): Promise<ApprovalOutcome> => {
    const binding = await askAuthority(() => authority.stateOf(call.subject));
    if (binding === undefined) return refused('authority_away');
    if (binding.state !== 'none') return refused('authority_disagrees');
    return (await tryConfirmation(call, password)) === undefined
      ? refused('confirmation_refused')
      : approvalOf(call, 'confirmation_password', clock());
  };

  return {
    byCode: async (call, code, nextCode) => {
      // The code itself is written nowhere: six digits under a key that only the bank has.
      const codeHash = hash('asked', `${call.orderId}\0${code}\0${nextCode ?? ''}`);
      const { attempt, askedAt } = await attemptOf({ orderId: call.orderId, codeHash });
      const verdict = await askAuthority(() =>
        validate({
          subject: call.subject,
          code,
          ...(nextCode === undefined ? {} : { nextCode }),
          purpose: call.purpose,
          idempotencyKey: `${call.orderId}-${attempt}`,
        }),
      );
      if (verdict === undefined) return refused('authority_away');
      // From when it was asked, not answered: an answer that was long on its way, or is given again, is as old as it is.
      if (verdict.verdict === 'accepted') return approvalOf(call, 'otp', askedAt);
      const { isLocked = false } = verdict;
      await note({ call, attempt, verdict: verdict.verdict, isLocked });
      return refused(REFUSAL_OF[verdict.verdict]);
    },

    byConfirmationPassword: askForPassword,
  };
}

/** What the authority answers, or `undefined` where it is away or slow. Its absence never lets anything pass. */
async function askAuthority<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === AUTHORITY_UNAVAILABLE) return undefined;
    throw error;
  }
}

/** Writes down what the authority refused and why: the audit knows what the screen does not say. */
async function noteVerdicts(
  database: Database<BankTables>,
  answers: readonly Answered[],
  now: EpochSeconds,
): Promise<readonly undefined[]> {
  await transact(database.kysely, async (tx) => {
    await markVerdicts(
      tx,
      answers.map(({ call, attempt, verdict }) => ({ orderId: call.orderId, attempt, verdict })),
    );
    await insertAudit(
      tx,
      answers.map(
        ({ call, attempt, verdict }): AuditRow => ({
          at: now,
          actor: { kind: 'customer', id: call.contractId },
          act: 'code_refused',
          contractId: call.contractId,
          orderId: call.orderId,
          detail: { verdict, attempt, purpose: call.purpose, channel: call.channel },
        }),
      ),
    );
    const locked = answers
      .filter(({ verdict, isLocked }) => isLocked || verdict === 'locked')
      .map(({ call }) => call.contractId);
    await noteOtpLocks(tx, locked, now);
  });
  return answers.map(() => undefined);
}

/** Keeps approvals that were given and could not be used, unspent. */
export async function keepUnspent(tx: Tx<BankTables>, approvals: readonly Approval[]): Promise<void> {
  if (approvals.length > 0) await insertUnspent(tx, approvals);
}
