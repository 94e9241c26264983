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
import { openLoginBrake } from './login-brake.ts';
import { type VerifyPassword, withPasswordPlace } from './passwords.ts';
import { type CheckedContract, deleteDevice, findContractForCheck } from './queries.ts';
import { deviceSchedule, strangerSchedule } from './wait-after.ts';

interface CredentialsCall {
  readonly contractNumber: string;
  readonly password: string;
  readonly accountNumber?: string;
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

type Why = 'unknown_number' | 'wrong_password' | 'wrong_account_number' | 'turned_away' | 'contract_stopped';

const REFUSED: CredentialsRefused = { outcome: 'refused', reason: 'credentials' };
const ASKED: CredentialsRefused = { outcome: 'refused', reason: 'account_number_needed' };

/**
 * The check before a login and before the flows of the one-time password. 利用者認証.
 *
 * Each attempt takes its place on a counter before its password is looked at. While a wait or a lock runs, no password
 * is checked; the answer takes the same words and the same time all the same, and so it does for numbers of no
 * contract, which have counters like any other. Nobody sleeps: what comes too early is simply not tried.
 *
 * While the login brake is on, a browser that is not known on the contract is asked for an account number of it as well,
 * whatever the contract number is, and no password is looked at before that fits.
 */
export function openCredentialsCheck(ports: BankPorts, hash: KeyedHash): CheckCredentials {
  const { database, clock, configuration } = ports;
  const strangers = strangerSchedule(configuration.login);
  const devices = deviceSchedule(configuration.login);
  const brake = openLoginBrake(ports);

  const tryPassword = async (call: CredentialsCall, now: EpochSeconds, verify: VerifyPassword) => {
    const number = typedContractNumber(call.contractNumber);
    const cookie = call.deviceCookie !== undefined && isToken(call.deviceCookie) ? call.deviceCookie : '';
    const browserKey = hash('browser', cookie);
    const contract = await findContractForCheck(
      database.kysely,
      number,
      browserKey,
      typedAccountNumber(call.accountNumber),
    );
    const isKnown = contract?.isKnownBrowser === true;
    const isBraked = !isKnown && (await brake.isOn(now));
    if (isBraked && call.accountNumber === undefined) return undefined;
    const key = { numberKey: hash('number', number), browserKey: isKnown ? browserKey : STRANGERS };
    const attempt = await takeAttempt(database.kysely, key, isKnown ? devices : strangers, now);
    const isAccountWrong = isBraked && contract?.isAccountTheirs === false;
    const mayTry = attempt.isLetThrough && contract?.state === 'active' && !isAccountWrong;
    const fits = await verify(mayTry ? contract.loginPasswordHash : undefined, call.password);
    return { contract, attempt, key, isKnown, isAccountWrong, browserKey, fits };
  };

  return async (call) => {
    const now = clock();
    const tried = await withPasswordPlace((verify) => tryPassword(call, now, verify));
    if (tried === undefined) {
      await brake.count();
      return ASKED;
    }
    const { contract, key, browserKey } = tried;
    if (tried.fits && contract) return { outcome: 'passed', contract, attempt: key, browserKey };
    const why = whyRefused(tried);
    await transact(database.kysely, (tx) =>
      noteRefusal(tx, { ...tried, call, why, now }, configuration.login),
    );
    if (!tried.isKnown) await brake.count();
    return REFUSED;
  };
}

/** A right password clears the counter it was tried on, in the transaction of what it opens. */
export const clearAttempts = (tx: Tx<BankTables>, passed: CredentialsPassed): Promise<void> =>
  deleteAttempts(tx, passed.attempt);

function whyRefused(tried: {
  readonly contract: CheckedContract | undefined;
  readonly attempt: Attempt;
  readonly isAccountWrong: boolean;
}): Why {
  const { contract, attempt, isAccountWrong } = tried;
  if (!attempt.isLetThrough) return 'turned_away';
  if (contract === undefined) return 'unknown_number';
  if (contract.state === 'stopped') return 'contract_stopped';
  return isAccountWrong ? 'wrong_account_number' : 'wrong_password';
}

/** 口座番号 as typed → its digits; anything else fits no account. */
const typedAccountNumber = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : typedContractNumber(text);

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
