import type { EpochSeconds } from '@warifu/base';
import { transact } from '@warifu/pg';
import { unlessAway } from '../../otp-registration/heal.ts';
import type { TypedCodes } from '../../otp-registration/judge.ts';
import type { Verdict } from '../../token-authority.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import type { OperatorRow } from '../operators/operator-rows.ts';
import { about } from './decide.ts';
import { findLastAttempt, insertAttempt, markVerdict } from './decisions.ts';
import { lockRequest } from './queries.ts';
import type { RequestRow } from './request-row.ts';

export interface CodeAnswer {
  readonly attempt: number;
  readonly verdict: Verdict;
}

/** So much of the digest stands in the purpose of the code: the authority's own trail tells what it was given for. */
const DIGEST_SHOWN = 32;

/**
 * Puts the checker's code to the authority, for just this request as it was shown: the purpose carries its digest, and
 * the key of the question is written before it is asked. The same code sent again within a minute is the same question.
 * `undefined`: the authority is away.
 */
export async function askCode(
  ground: BranchGround,
  request: RequestRow,
  checker: OperatorRow,
  codes: TypedCodes,
): Promise<CodeAnswer | undefined> {
  const { clock, database, authority } = ground.ports;
  const { requestId } = request;
  const now = clock();
  const attempt = await takeAttempt(ground, request, checker, { codes, now });
  const answer = await unlessAway(() =>
    authority.validate({
      subject: checker.subject,
      ...codes,
      purpose: `branch-${request.digest.toString('hex').slice(0, DIGEST_SHOWN)}`,
      idempotencyKey: `branch-${requestId}-${attempt}`,
    }),
  );
  if (answer === undefined) return undefined;
  const { verdict } = answer;
  // An acceptance is written with the approval: cut off before that, the same code gets the same answer once more.
  if (verdict === 'accepted') return { attempt, verdict };
  await transact(database.kysely, async (tx) => {
    await markVerdict(tx, requestId, attempt, verdict);
    const { detail, ...rest } = about(request);
    const act = { at: now, act: 'request_code_refused', operatorId: checker.operatorId, ...rest };
    await insertActs(tx, [{ ...act, detail: { ...detail, attempt, verdict } }]);
  });
  return { attempt, verdict };
}

async function takeAttempt(
  { ports, hash }: BranchGround,
  request: RequestRow,
  checker: OperatorRow,
  { codes, now }: { readonly codes: TypedCodes; readonly now: EpochSeconds },
): Promise<number> {
  const { requestId } = request;
  const checkerId = checker.operatorId;
  // The code itself is written nowhere: its digits under a key that only the bank has.
  const codeHash = hash('asked', JSON.stringify([requestId, checkerId, codes.code, codes.nextCode ?? '']));
  return await transact(ports.database.kysely, async (tx) => {
    await lockRequest(tx, requestId);
    const last = await findLastAttempt(tx, requestId);
    const isSame =
      last !== undefined &&
      last.verdict === null &&
      codeHash.equals(last.codeHash) &&
      last.askedAt > now - ports.configuration.branch.approvalSeconds;
    if (isSame) return last.attempt;
    const attempt = (last?.attempt ?? 0) + 1;
    await insertAttempt(tx, { requestId, attempt, checkerId, codeHash, askedAt: now });
    return attempt;
  });
}
