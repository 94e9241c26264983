import { createHash } from 'node:crypto';
import { assert, type EpochSeconds } from '@warifu/base';
import { at, type Tx, transact } from '@warifu/pg';
import { checkCodes, type Ground, judgeKnown } from './check.ts';
import { type DepartureReason, insertDeparture } from './departures.ts';
import { SealBroken } from './key-ring.ts';
import { type AdministerCall, type CodeCall, IdempotencyConflict, type VerdictAnswer } from './port.ts';
import {
  type ActiveBinding,
  BindingMoved,
  findBinding,
  findVerdict,
  lockTokens,
  type Question,
} from './queries.ts';
import type { TokenTables } from './tables.ts';
import { tellVerdict } from './tell-verdict.ts';

type Transaction = Tx<TokenTables>;

/** The customer stops: a right code is spent, and ends the binding with it. The token's other bindings go on. 利用停止. */
export async function endBinding(
  ground: Ground,
  relyingPartyId: string,
  call: CodeCall,
): Promise<VerdictAnswer> {
  const now = ground.clock();
  const { subject, code, nextCode, idempotencyKey } = call;
  const checked = await transact(ground.database.kysely, async (tx) => {
    const [checked] = await checkCodes(ground, tx, now, [
      { relyingPartyId, subject, purpose: 'end', act: 'end', code, nextCode, idempotencyKey },
    ]);
    assert(checked, 'a code checked has an outcome');
    if (checked.kind === 'conflict') throw new IdempotencyConflict();
    if (checked.kind === 'broken') throw new SealBroken('the secret of a token does not open in its row');
    const { verdict, isRepeated, bindingId, tokenId } = checked;
    if (verdict === 'accepted' && !isRepeated) {
      assert(bindingId !== undefined && tokenId !== undefined, 'an accepted code belongs to a binding');
      await markEnded(tx, { bindingId, tokenId, relyingPartyId, why: 'ended' }, now);
    }
    return checked;
  });
  tellVerdict(ground.watch, { relyingPartyId, act: 'end' }, checked);
  return { verdict: checked.verdict, isLocked: checked.isLocked };
}

/** On paper, without a code: the binding ends. 利用登録解除. */
export async function releaseBinding(
  ground: Ground,
  relyingPartyId: string,
  call: AdministerCall,
): Promise<{ readonly outcome: 'released' | 'unknown' }> {
  const isDone = await administer(ground, relyingPartyId, call, 'release', (tx, binding, now) =>
    markEnded(tx, { ...binding, relyingPartyId, why: 'released' }, now),
  );
  return { outcome: isDone ? 'released' : 'unknown' };
}

/** On paper, without a code: failures begin anew, and a lock is lifted where there is one. ロック解除. */
export async function unlockBinding(
  ground: Ground,
  relyingPartyId: string,
  call: AdministerCall,
): Promise<{ readonly outcome: 'unlocked' | 'unknown' }> {
  const isDone = await administer(ground, relyingPartyId, call, 'unlock', async (tx, { bindingId }) => {
    const { numUpdatedRows } = await tx
      .updateTable('token.binding')
      .set({ failures: 0, locked_at: null })
      .where('binding_id', '=', bindingId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    assert(numUpdatedRows === 1n, 'the binding is unlocked');
  });
  return { outcome: isDone ? 'unlocked' : 'unknown' };
}

interface Ending {
  readonly bindingId: string;
  readonly tokenId: string;
  readonly relyingPartyId: string;
  readonly why: DepartureReason;
}

async function markEnded(tx: Transaction, ending: Ending, now: EpochSeconds): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('token.binding')
    .set({ ended_at: at(now) })
    .where('binding_id', '=', ending.bindingId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  assert(numUpdatedRows === 1n, 'a binding ends once');
  await insertDeparture(tx, ending, now);
}

/** Does what the branch asks with the token locked, and writes it down with its reason. False where nothing is bound. */
function administer(
  ground: Ground,
  relyingPartyId: string,
  { subject, reason, idempotencyKey }: AdministerCall,
  act: 'release' | 'unlock',
  change: (tx: Transaction, binding: ActiveBinding, now: EpochSeconds) => Promise<void>,
): Promise<boolean> {
  const now = ground.clock();
  const body = createHash('sha256').update(reason).digest();
  const question: Question = { relyingPartyId, subject, purpose: act, idempotencyKey: idempotencyKey ?? '' };
  return transact(ground.database.kysely, async (tx) => {
    const binding = await lockBinding(tx, relyingPartyId, subject);
    if (idempotencyKey !== undefined) {
      const { verdictSeconds } = ground.configuration;
      const known = judgeKnown(await findVerdict(tx, question), body, now, verdictSeconds);
      if (known === 'conflict') throw new IdempotencyConflict();
      if (known) return known.outcome === 'done';
    }
    if (binding) await change(tx, binding, now);
    await ground.store.settle(tx, now, ground.configuration.verdictSeconds, {
      spent: [],
      bindings: [],
      answers: [
        {
          ...question,
          idempotencyKey,
          act,
          bodyDigest: body,
          outcome: binding ? 'done' : 'unknown',
          finding: binding ? 'done' : 'unknown',
          isLocked: false,
          tokenId: binding?.tokenId,
          reason,
        },
      ],
    });
    return binding !== undefined;
  });
}

/** The binding with its token locked. */
async function lockBinding(
  tx: Transaction,
  relyingPartyId: string,
  subject: string,
): Promise<ActiveBinding | undefined> {
  const seen = await findBinding(tx, relyingPartyId, subject);
  if (!seen) return undefined;
  await lockTokens(tx, [seen.tokenId]);
  const binding = await findBinding(tx, relyingPartyId, subject);
  if (binding && binding.tokenId !== seen.tokenId) throw new BindingMoved('a binding changed its token');
  return binding;
}
