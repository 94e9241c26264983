import { type EpochSeconds, epochSeconds, uuidv7 } from '@warifu/base';
import { transact } from '@warifu/pg';
import { type AttemptKey, deleteAttempts, takeAttempt } from '../../contracts/attempts.ts';
import { randomToken } from '../../contracts/keyed-hash.ts';
import { type VerifyPassword, withPasswordPlace } from '../../contracts/passwords.ts';
import { unlessAway } from '../../otp-registration/heal.ts';
import { type TypedCodes, typedCodes } from '../../otp-registration/judge.ts';
import type { VerdictAnswer } from '../../token-authority.ts';
import type { BranchSession, SignInCall, SignInOutcome } from '../operator.ts';
import { insertEnrolment } from './enrolment-rows.ts';
import { type BranchGround, insertActs } from './ground.ts';
import { typedOperatorNumber } from './judge-operator.ts';
import { findOperatorByNumber, type OperatorRow, operatorViewOf } from './operator-rows.ts';
import { endOpenSession, insertSession, lockOperator } from './queries.ts';

type Refusal = Extract<SignInOutcome, { outcome: 'refused' }>['reason'];

/** A subject that nobody has: what is asked of the authority where there is nothing to ask, so that it takes as long. */
const NOBODY = 'op_nobody-has-this-one';
const EVERYBODY = Buffer.alloc(32);

interface Tried {
  readonly call: SignInCall;
  readonly now: EpochSeconds;
  readonly operator: OperatorRow | undefined;
  readonly key: AttemptKey;
  readonly isLetThrough: boolean;
  readonly fits: boolean;
}

/**
 * Signs an operator in with number, password and code in one form.
 *
 * Each try takes its place on a counter with growing waits before its password is looked at, and only a full success
 * clears it, so that codes are guessed as slowly as passwords. The code is put to the authority after a right password
 * alone: a stranger who knows a number cannot lock the operator's token with it. Where the password was wrong, the
 * authority is asked of a subject that nobody has instead, so that the answer has the same words and takes as long; for
 * the same reason an authority that is away says so to everybody.
 */
export function openSignIn(ground: BranchGround): (call: SignInCall) => Promise<SignInOutcome> {
  const { ports } = ground;
  const { clock, configuration, authority } = ports;

  const askFor = (subject: string, codes: TypedCodes): Promise<VerdictAnswer | undefined> =>
    unlessAway(() =>
      authority.validate({
        subject,
        ...codes,
        purpose: 'branch-sign-in',
        idempotencyKey: `sign-in-${uuidv7()}`,
      }),
    );

  return async (call) => {
    const now = clock();
    const tried = await withPasswordPlace((verify) => tryPassword(ground, call, now, verify));
    const { operator, fits } = tried;
    if (fits && operator?.state === 'enrolling') return await enrol(ground, tried, operator);
    const codes = typedCodes(call, configuration.otp.codeLengths);
    if (codes === undefined) return await refuse(ground, tried, fits ? 'code_malformed' : undefined);
    const verdict = await askFor(fits && operator ? operator.subject : NOBODY, codes);
    if (verdict === undefined) return await refuse(ground, tried, 'authority_away', 'authority_away');
    if (!fits || operator === undefined) return await refuse(ground, tried, undefined);
    if (verdict.verdict === 'accepted') return await open(ground, tried, operator);
    return await refuse(
      ground,
      tried,
      verdict.verdict,
      verdict.verdict === 'needs_second_code' ? 'needs_second_code' : 'credentials',
    );
  };
}

async function tryPassword(
  { ports, hash }: BranchGround,
  call: SignInCall,
  now: EpochSeconds,
  verify: VerifyPassword,
): Promise<Tried> {
  const number = typedOperatorNumber(call.operatorNumber);
  const key: AttemptKey = {
    table: 'bank.operator_counter',
    numberKey: hash('operator_number', number),
    browserKey: EVERYBODY,
  };
  const { kysely } = ports.database;
  const operator = await findOperatorByNumber(kysely, number);
  const { isLetThrough } = await takeAttempt(kysely, key, ports.configuration.branch.delaySeconds, now);
  const mayTry = isLetThrough && operator !== undefined && maySignIn(operator, now);
  const fits = await verify(mayTry ? operator.passwordHash : undefined, call.password);
  return { call, now, operator, key, isLetThrough, fits };
}

const isFirstPasswordOver = (operator: OperatorRow, now: EpochSeconds): boolean =>
  operator.passwordExpiresAt !== null && operator.passwordExpiresAt <= now;

const maySignIn = (operator: OperatorRow, now: EpochSeconds): boolean =>
  operator.state !== 'suspended' && !isFirstPasswordOver(operator, now);

/** Writes down why, which the screen does not say. The number of no operator is not written: it may be a password. */
async function refuse(
  { ports }: BranchGround,
  tried: Tried,
  codeWas: string | undefined,
  reason: Refusal = 'credentials',
): Promise<SignInOutcome> {
  const { operator, call, now } = tried;
  const why = tried.fits ? codeWas : whyRefused(tried);
  await transact(ports.database.kysely, (tx) =>
    insertActs(tx, [
      {
        at: now,
        act: 'operator_sign_in_refused',
        ...(operator === undefined ? {} : { operatorId: operator.operatorId }),
        detail: { why, address: call.address.slice(0, 64) },
      },
    ]),
  );
  return { outcome: 'refused', reason };
}

function whyRefused({ operator, isLetThrough, now }: Tried): string {
  if (!isLetThrough) return 'turned_away';
  if (operator === undefined) return 'unknown_number';
  if (operator.state === 'suspended') return 'suspended';
  return isFirstPasswordOver(operator, now) ? 'first_password_over' : 'wrong_password';
}

async function enrol(
  { ports, hash }: BranchGround,
  { call, key, now }: Tried,
  operator: OperatorRow,
): Promise<SignInOutcome> {
  const enrolmentToken = randomToken();
  const { operatorId } = operator;
  await transact(ports.database.kysely, async (tx) => {
    await lockOperator(tx, operatorId);
    await insertEnrolment(tx, {
      tokenHash: hash('operator_enrolment', enrolmentToken),
      operatorId,
      openedAt: now,
      expiresAt: epochSeconds(now + ports.configuration.branch.enrolmentSeconds),
    });
    await deleteAttempts(tx, key);
    const detail = { address: call.address.slice(0, 64) };
    await insertActs(tx, [{ at: now, act: 'operator_enrolment_opened', operatorId, detail }]);
  });
  return { outcome: 'enrolling', enrolmentToken };
}

async function open(ground: BranchGround, tried: Tried, operator: OperatorRow): Promise<SignInOutcome> {
  const { ports, hash } = ground;
  const { call, key, now } = tried;
  const bounds = ports.configuration.branch.session;
  const sessionToken = randomToken();
  const session: BranchSession = {
    sessionId: uuidv7(),
    operator: operatorViewOf(operator),
    openedAt: now,
    expiresAt: epochSeconds(now + bounds.absoluteSeconds),
    idleUntil: epochSeconds(now + bounds.idleSeconds),
  };
  const { operatorId } = operator;
  const isOpened = await transact(ports.database.kysely, async (tx) => {
    const locked = await lockOperator(tx, operatorId);
    // Suspended, or given another password, since the password was checked.
    if (locked?.state !== 'active' || locked.passwordHash !== operator.passwordHash) return false;
    const replaced = await endOpenSession(tx, operatorId, now, bounds.idleSeconds);
    await insertSession(tx, {
      id: session.sessionId,
      tokenHash: hash('operator_session', sessionToken),
      operatorId,
      openedAt: now,
      expiresAt: session.expiresAt,
    });
    await deleteAttempts(tx, key);
    const detail = { address: call.address.slice(0, 64), replaced };
    await insertActs(tx, [{ at: now, act: 'operator_signed_in', operatorId, detail }]);
    return true;
  });
  return isOpened
    ? { outcome: 'opened', sessionToken, session }
    : await refuse(ground, tried, 'changed_meanwhile');
}
