import { type EpochSeconds, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import type { TokenTables } from './tables.ts';

/** An act that no customer and no relying party did: an operator's. */
export interface OperatorAct {
  readonly act: string;
  readonly outcome: string;
  /** Who did it: `console`, or `cli` with the name of the system's user. */
  readonly actor: string;
  readonly relyingPartyId?: string | undefined;
  readonly tokenId?: string | undefined;
  readonly reason?: string | undefined;
}

/** Writes an operator's act into the audit trail, in the transaction of the act. */
export async function insertOperatorAct(
  tx: Tx<TokenTables>,
  now: EpochSeconds,
  { act, outcome, actor, relyingPartyId, tokenId, reason }: OperatorAct,
): Promise<void> {
  await tx
    .insertInto('token.audit')
    .values({
      audit_id: uuidv7(),
      at: at(now),
      act,
      outcome,
      actor,
      relying_party_id: relyingPartyId ?? null,
      subject: null,
      token_id: tokenId ?? null,
      purpose: null,
      step: null,
      previous_step: null,
      reason: reason ?? null,
    })
    .execute();
}
