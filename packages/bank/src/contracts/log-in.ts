import { type EpochSeconds, epochSeconds, uuidv7 } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { insertNotices } from '../notices/record.ts';
import type { BankPorts } from '../ports.ts';
import type { Session } from './contract.ts';
import { type CheckCredentials, type CredentialsPassed, clearAttempts } from './credentials.ts';
import { type KeyedHash, randomToken } from './keyed-hash.ts';
import type { LoginCall, LoginOutcome } from './login.ts';
import {
  endOpenSession,
  insertDevice,
  insertLogin,
  insertSessions,
  lockContract,
  markDeviceUsed,
} from './queries.ts';

/**
 * Opens a session for who knows the contract number and its password. ログイン.
 *
 * An older session of the contract ends with it and is told why. A browser that is new here gets a cookie of its own,
 * and the customer a notice; the cookie it sent is never taken over, so that nobody can plant his own in a stranger's
 * browser, but the contracts that the old one was known to are known to the new one.
 */
export function openLogin(
  ports: BankPorts,
  hash: KeyedHash,
  check: CheckCredentials,
): (call: LoginCall) => Promise<LoginOutcome> {
  const { database, clock, configuration } = ports;
  return async (call) => {
    const checked = await check({ ...call, purpose: 'login' });
    if (checked.outcome === 'refused') return checked;
    const { contract } = checked;
    const now = clock();
    const sessionToken = randomToken();
    const session = sessionFor(checked, call, now, configuration.session);
    const isNewBrowser = !contract.isKnownBrowser;
    const deviceCookie = isNewBrowser ? randomToken() : (call.deviceCookie ?? '');

    const isOpened = await transact(database.kysely, async (tx) => {
      const locked = await lockContract(tx, contract.id);
      // Stopped, or its password changed, since the password was checked.
      if (locked?.state !== 'active' || locked.login_password_hash !== contract.loginPasswordHash)
        return false;
      const replaced = await endOpenSession(tx, contract.id, now, configuration.session.idleSeconds);
      const row = {
        id: session.sessionId,
        tokenHash: hash('session', sessionToken),
        contractId: contract.id,
      };
      await insertSessions(tx, [{ ...row, channel: call.channel }], now, session.expiresAt);
      await clearAttempts(tx, checked);
      if (isNewBrowser) {
        const device = {
          browserKey: hash('browser', deviceCookie),
          oldBrowserKey: checked.browserKey,
          contractId: contract.id,
        };
        await insertDevice(tx, device, now, configuration.login.contractsPerBrowserMax);
        await insertNotices(tx, [{ contractId: contract.id, kind: 'login_new_browser', at: now }]);
      } else await markDeviceUsed(tx, checked.browserKey, contract.id, now);
      const login = { id: uuidv7(), contractId: contract.id, channel: call.channel, address: call.address };
      await insertLogin(tx, { ...login, isNewBrowser }, now);
      const detail = { channel: call.channel, address: call.address.slice(0, 64), isNewBrowser, replaced };
      await insertAudit(tx, [
        { at: now, actor: { kind: 'customer' }, act: 'login_opened', contractId: contract.id, detail },
      ]);
      return true;
    });
    if (!isOpened) return { outcome: 'refused', reason: 'credentials' };
    return { outcome: 'opened', sessionToken, deviceCookie, session };
  };
}

function sessionFor(
  checked: CredentialsPassed,
  call: LoginCall,
  now: EpochSeconds,
  bounds: BankPorts['configuration']['session'],
): Session {
  const { contract } = checked;
  return {
    sessionId: uuidv7(),
    contractId: contract.id,
    contractNumber: contract.contractNumber,
    channel: call.channel,
    mustChangePassword: contract.mustChangePassword,
    openedAt: now,
    expiresAt: epochSeconds(now + bounds.absoluteSeconds),
    idleUntil: epochSeconds(now + bounds.idleSeconds),
    language: contract.language,
  };
}
