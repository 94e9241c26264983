import { epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import type { OtpMark } from '../contracts/contract.ts';
import { type CheckCredentials, clearAttempts } from '../contracts/credentials.ts';
import { type KeyedHash, randomToken } from '../contracts/keyed-hash.ts';
import type { BankPorts } from '../ports.ts';
import type { IdentifyCall, IdentifyOutcome, OtpFlowKind, OtpFlowStep } from './flow.ts';
import { healContract, unlessAway } from './heal.ts';
import { insertFlow, lockMark } from './queries.ts';

function firstStep(flow: OtpFlowKind, mark: OtpMark): OtpFlowStep {
  if (flow === 'stop') return mark === 'registered' ? 'stop_code' : 'nothing_to_stop';
  return mark === 'registered' ? 'old_code' : 'new_token';
}

/**
 * 利用者認証: the check of a login, for one flow of ten minutes. It opens no session and ends none.
 *
 * Whether a token is registered already decides between 利用登録 and 機種変更; the authority is asked too, and what an
 * interrupted flow left behind is healed first. Where the authority is away the bank's own mark decides alone: the
 * next step then waits for the authority, and nothing is made easier by that.
 */
export function openIdentify(
  ports: BankPorts,
  hash: KeyedHash,
  check: CheckCredentials,
): (call: IdentifyCall) => Promise<IdentifyOutcome> {
  const { authority, clock, configuration, database } = ports;
  return async ({ flow, ...credentials }) => {
    const checked = await check({ ...credentials, purpose: flow });
    if (checked.outcome === 'refused') return checked;
    const { contract } = checked;
    const now = clock();
    const state = await unlessAway(() => authority.stateOf(contract.subject));
    if (state !== undefined) await healContract(ports, contract.id, state, now);

    const flowToken = randomToken();
    return await transact(database.kysely, async (tx): Promise<IdentifyOutcome> => {
      const mark = await lockMark(tx, contract.id);
      const step = firstStep(flow, mark?.otpMark ?? 'none');
      await clearAttempts(tx, checked);
      await insertFlow(tx, {
        tokenHash: hash('flow', flowToken),
        contractId: contract.id,
        flow,
        step,
        isDeviceChange: step === 'old_code',
        openedAt: now,
        expiresAt: epochSeconds(now + configuration.otp.flowSeconds),
      });
      const detail = { flow, step, channel: credentials.channel, address: credentials.address.slice(0, 64) };
      await insertAudit(tx, [
        { at: now, actor: { kind: 'customer' }, act: 'otp_flow_opened', contractId: contract.id, detail },
      ]);
      return { outcome: 'identified', flowToken, step };
    });
  };
}
