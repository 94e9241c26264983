import { batched, transact } from '@warifu/pg';
import { sql } from 'kysely';
import { type Check, type CheckOutcome, checkCodes, type Ground } from './check.ts';
import { isFault } from './faults.ts';
import { SealBroken } from './key-ring.ts';
import { IdempotencyConflict, type ValidateCall, type VerdictAnswer } from './port.ts';
import { tellVerdict } from './tell-verdict.ts';

export interface BatchBounds {
  /** At most this many codes in one transaction; 200 where not said. */
  readonly callsMax?: number;
  /** At most this many codes waiting; 1,024 where not said. The next is refused as by an authority that is away. */
  readonly waitingMax?: number;
}

/** When what was judged is on the disk: before it is told, or with the next commit of the caller, in the same log. */
export type Flush = 'before_answer' | 'by_caller';

interface Asked extends Check {
  readonly flush: Flush;
}

/**
 * Validation for all relying parties together: one transaction for the codes that came in while the one before was
 * under way. A binding stands at most once in a batch; the second of its codes waits for the next.
 */
export function createValidate(
  ground: Ground,
  bounds: BatchBounds = {},
): (relyingPartyId: string, call: ValidateCall, flush: Flush) => Promise<VerdictAnswer> {
  const check = batched<Asked, CheckOutcome>((asked) => checkTogether(ground, asked), {
    ...bounds,
    // While one batch is on its way to the disk the next is judged.
    lanes: 2,
    keyOf: ({ relyingPartyId, subject }) => `${relyingPartyId}/${subject}`,
    isolates: (error) => !isFault(error),
    name: 'validation',
    watch: ground.database.watch,
  });
  return async (relyingPartyId, { subject, purpose, code, nextCode, idempotencyKey }, flush) => {
    const checked = await check({
      flush,
      relyingPartyId,
      subject,
      // The prefix keeps a party's own purposes apart from those of the acts beside this one.
      purpose: `validate:${purpose}`,
      act: 'validate',
      code,
      nextCode,
      idempotencyKey,
    });
    tellVerdict(ground.watch, { relyingPartyId, purpose, act: 'validate' }, checked);
    if (checked.kind === 'conflict') throw new IdempotencyConflict();
    if (checked.kind === 'broken') throw new SealBroken('the secret of a token does not open in its row');
    return { verdict: checked.verdict, isLocked: checked.isLocked };
  };
}

/** One caller who is answered at once makes the whole batch wait for the disk. */
const checkTogether = (ground: Ground, asked: readonly Asked[]): Promise<readonly CheckOutcome[]> =>
  transact(ground.database.kysely, async (tx) => {
    const isByCaller = asked.every(({ flush }) => flush === 'by_caller');
    const [outcomes] = await Promise.all([
      checkCodes(ground, tx, ground.clock(), asked),
      // Sent together with the first statement of the codes.
      isByCaller ? sql`set local synchronous_commit = off`.execute(tx) : undefined,
    ]);
    return outcomes;
  });
