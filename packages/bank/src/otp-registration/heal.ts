import { type EpochSeconds, epochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { coolDownUntil } from '../contracts/cool-down.ts';
import { markOtp } from '../contracts/otp-mark.ts';
import { insertNotices } from '../notices/record.ts';
import type { BankPorts } from '../ports.ts';
import { AUTHORITY_UNAVAILABLE, type BindingState } from '../token-authority.ts';
import { type FinishFacts, finishRegistration, finishStop } from './finish.ts';
import {
  deleteOldFlows,
  type FlowRow,
  listUnanswered,
  listUnansweredBefore,
  lockMark,
  markEnded,
} from './queries.ts';

/** Two machines' clocks may differ by so much; a binding made this long before a flow was not made by it. */
const CLOCKS_DIFFER_SECONDS = 60;
/** An answer that is still on its way after so long will not come any more. */
const ANSWER_SECONDS = 120;
const FLOW_DAYS = 2;
const DAY_SECONDS = 86_400;
const FLOWS_MAX = 100;
const ROWS_MAX = 1_000;

/** The work's outcome, or `undefined` where the authority is away. Any other failure is ours and goes on. */
export async function unlessAway<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && error.name === AUTHORITY_UNAVAILABLE) return undefined;
    throw error;
  }
}

/** Whether what the flow asked for last has come to pass, by the word of the authority. */
export function hasComeToPass(flow: FlowRow, state: BindingState): boolean {
  if (flow.flow === 'stop') return state.state === 'none' && flow.otpMark === 'registered';
  return (
    state.state !== 'none' &&
    // A hardware token may have been asked for by the serial on it.
    (state.tokenId === flow.askedTokenId || (state.serial ?? null) === flow.askedTokenId) &&
    state.boundAt >= flow.openedAt - CLOCKS_DIFFER_SECONDS
  );
}

/** Finishes the flow if what it asked for has come to pass; says whether it has. */
export async function finishIfDone(
  ports: BankPorts,
  flow: FlowRow,
  state: BindingState,
  now: EpochSeconds,
): Promise<boolean> {
  if (!hasComeToPass(flow, state)) return false;
  const facts: FinishFacts = { now, coolDownDays: ports.configuration.otp.coolDownDays, isHealed: true };
  await transact(ports.database.kysely, async (tx) => {
    if (flow.flow === 'stop') await finishStop(tx, flow, facts);
    else await finishRegistration(tx, flow, flow.askedTokenId ?? '', facts);
  });
  return true;
}

/**
 * Makes the bank's mark agree with what the authority did where a process died between the two.
 *
 * Every question to the authority is written into its flow with its key before the call, and taken out with the
 * answer. A flow that still has one was cut off: its binding made, changed or ended, or not. The authority's state
 * tells, and what came to pass is written down as if the answer had arrived. Without such a trace only one direction
 * is ever healed: a binding newer than the mark, which nobody but this bank can have asked for, is taken over. A
 * registered token that the authority does not know is never taken for "no token": that would ask for less because
 * something stronger is away, so it stays refused until the branch has looked at it.
 */
export async function healContract(
  ports: BankPorts,
  contractId: string,
  state: BindingState,
  now: EpochSeconds,
): Promise<void> {
  const { kysely } = ports.database;
  for (const flow of await listUnanswered(kysely, contractId)) {
    const isHealed = await finishIfDone(ports, flow, state, now);
    if (!isHealed && flow.expiresAt + ANSWER_SECONDS <= now) {
      await transact(kysely, (tx) => markEnded(tx, flow.id, now));
    }
  }
  if (state.state === 'none') return;
  await transact(kysely, async (tx) => {
    const mark = await lockMark(tx, contractId);
    if (mark === undefined || mark.otpMark === 'registered') return;
    if (mark.otpChangedAt !== null && state.boundAt < mark.otpChangedAt) return;
    const until = coolDownUntil(now, ports.configuration.otp.coolDownDays);
    await markOtp(tx, { contractId, mark: 'registered', now, coolDownUntil: until });
    const detail = { tokenId: state.tokenId, isHealed: true };
    await insertAudit(tx, [
      { at: now, actor: { kind: 'system' }, act: 'token_registered', contractId, detail },
    ]);
    const params = until === undefined ? {} : { coolDownUntil: until };
    await insertNotices(tx, [{ contractId, kind: 'token_registered', at: now, params }]);
  });
}

/** A job: finishes or ends the flows that were cut off and that nobody came back to; forgets old ones. Says how many. */
export function openFlowHealing(ports: BankPorts): () => Promise<number> {
  const { authority, clock, database } = ports;
  return async () => {
    const now = clock();
    const before = epochSeconds(now - ANSWER_SECONDS);
    const flows = await listUnansweredBefore(database.kysely, before, FLOWS_MAX);
    for (const { contractId, subject } of flows) {
      const state = await unlessAway(() => authority.stateOf(subject));
      if (state === undefined) break;
      await healContract(ports, contractId, state, now);
    }
    const oldest = epochSeconds(now - FLOW_DAYS * DAY_SECONDS);
    return flows.length + (await deleteOldFlows(database.kysely, oldest, ROWS_MAX));
  };
}
