import type { EpochSeconds } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { insertNotices } from '../notices/record.ts';
import type { BankPorts } from '../ports.ts';
import type { BankTables } from '../tables.ts';
import { type Attempt, type AttemptKey, deleteAttempts, takeAttempt } from './attempts.ts';
import type { Channel } from './contract.ts';
import { typedContractNumber } from './contract-number.ts';
import { isToken, type KeyedHash } from './keyed-hash.ts';
import type { CredentialsRefused } from './login.ts';
import { type VerifyPassword, withPasswordPlace } from './passwords.ts';
import { type CheckedContract, deleteDevice, findContractForCheck } from './queries.ts';
import { deviceSchedule, strangerSchedule } from './wait-after.ts';

interface CredentialsCall {
  readonly contractNumber: string;
  readonly password: string;
  readonly deviceCookie?: string;
  readonly channel: Channel;
  readonly address: string;
  /** What the check is for; the counters are the same for all. */
  readonly purpose: 'login' | 'register' | 'stop' | 'emergency_stop';
}

/** Somebody knew the contract number and its password. The counter that was used is to be cleared with what follows. */
export interface CredentialsPassed {
  readonly outcome: 'passed';
  readonly contract: CheckedContract;
  readonly attempt: AttemptKey;
  /** The hash of the cookie that came, whether it is known here or not. */
  readonly browserKey: Uint8Array;
}

export type CheckCredentials = (call: CredentialsCall) => Promise<CredentialsPassed | CredentialsRefused>;

/** Counts all browsers that never logged in on the contract together. */
const STRANGERS = Buffer.alloc(32);

type Why = 'unknown_number' | 'wrong_password' | 'turned_away' | 'contract_stopped';

const REFUSED: CredentialsRefused = { outcome: 'refused', reason: 'credentials' };

/**
 * The check before a login and before the flows of the one-time password. 利用者認証.
 *
 * Each attempt takes its place on a counter before its password is looked at. While a wait or a lock runs, no password
 * is checked; the answer takes the same words and the same time all the same, and so it does for numbers of no
 * contract, which have counters like any other. Nobody sleeps: what comes too early is simply not tried.
 */
export function openCredentialsCheck(ports: BankPorts, hash: KeyedHash): CheckCredentials {
  const { database, clock, configuration } = ports;
  const strangers = strangerSchedule(configuration.login);
  const devices = deviceSchedule(configuration.login);

  const tryPassword = async (call: CredentialsCall, now: EpochSeconds, verify: VerifyPassword) => {
    const number = typedContractNumber(call.contractNumber);
    const cookie = call.deviceCookie !== undefined && isToken(call.deviceCookie) ? call.deviceCookie : '';
    const browserKey = hash('browser', cookie);
    const contract = await findContractForCheck(database.kysely, number, browserKey);
    const isKnown = contract?.isKnownBrowser === true;
    const key = { numberKey: hash('number', number), browserKey: isKnown ? browserKey : STRANGERS };
    const attempt = await takeAttempt(database.kysely, key, isKnown ? devices : strangers, now);
    const mayTry = attempt.isLetThrough && contract?.state === 'active';
    const fits = await verify(mayTry ? contract.loginPasswordHash : undefined, call.password);
    return { contract, attempt, key, isKnown, browserKey, fits };
  };

  return async (call) => {
    const now = clock();
    const tried = await withPasswordPlace((verify) => tryPassword(call, now, verify));
    const { contract, attempt, key, browserKey } = tried;
    if (tried.fits && contract) return { outcome: 'passed', contract, attempt: key, browserKey };
    const why = whyRefused(contract, attempt);
    await transact(database.kysely, (tx) =>
      noteRefusal(tx, { ...tried, call, why, now }, configuration.login),
    );
    return REFUSED;
  };
}

/** A right password clears the counter it was tried on, in the transaction of what it opens. */
export const clearAttempts = (tx: Tx<BankTables>, passed: CredentialsPassed): Promise<void> =>
  deleteAttempts(tx, passed.attempt);

function whyRefused(contract: CheckedContract | undefined, attempt: Attempt): Why {
  if (!attempt.isLetThrough) return 'turned_away';
  if (contract === undefined) return 'unknown_number';
  return contract.state === 'stopped' ? 'contract_stopped' : 'wrong_password';
}

interface RefusalFacts {
  readonly call: CredentialsCall;
  readonly contract: CheckedContract | undefined;
  readonly attempt: Attempt;
  readonly key: AttemptKey;
  readonly isKnown: boolean;
  readonly why: Why;
  readonly now: EpochSeconds;
}

/** Writes down what was refused. The number of no contract is not written: it may be somebody's password. */
async function noteRefusal(
  tx: Tx<BankTables>,
  facts: RefusalFacts,
  login: BankPorts['configuration']['login'],
): Promise<void> {
  const { call, contract, attempt, isKnown, why, now } = facts;
  const contractId = contract?.id;
  const row = {
    at: now,
    actor: { kind: 'customer' as const },
    ...(contractId === undefined ? {} : { contractId }),
    detail: { purpose: call.purpose, channel: call.channel, address: call.address.slice(0, 64), isKnown },
  };
  const isLocked = attempt.isLetThrough && !isKnown && attempt.tries >= login.strangerLockFrom;
  const isForgotten = attempt.isLetThrough && isKnown && attempt.tries >= login.deviceForgottenFrom;
  await insertAudit(tx, [
    { ...row, act: 'login_refused', detail: { ...row.detail, why, tries: attempt.tries } },
    ...(isLocked ? [{ ...row, act: 'login_locked' }] : []),
    ...(isForgotten ? [{ ...row, act: 'browser_forgotten' }] : []),
  ]);
  if (contractId === undefined) return;
  if (isLocked) await insertNotices(tx, [{ contractId, kind: 'login_locked', at: now }]);
  if (isForgotten) {
    await deleteDevice(tx, facts.key.browserKey, contractId);
    await deleteAttempts(tx, facts.key);
  }
}
