import { type Tx, transact } from '@warifu/pg';
import { openBankDay } from '../../calendar/bank-day.ts';
import { typedCodes } from '../../otp-registration/judge.ts';
import type { BankTables } from '../../tables.ts';
import type { Verdict } from '../../token-authority.ts';
import type { Procedures } from '../branch.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import type { OperatorRow } from '../operators/operator-rows.ts';
import { hasAuthorityStep } from '../procedures/authority-step.ts';
import type { AuthorityFacts, ProcedureFacts } from '../procedures/facts.ts';
import { judgeProcedure } from '../procedures/judge.ts';
import { askAuthority, lockBook, readBook } from '../procedures/read-facts.ts';
import { drawUnknownPasswords } from '../procedures/unknown-passwords.ts';
import type { ApproveOutcome, ApproveRefusal } from '../request.ts';
import { askCode } from './ask-code.ts';
import { carryOn, finish, type Preparation } from './carry.ts';
import { about } from './decide.ts';
import { approveRequest, markVerdict } from './decisions.ts';
import { digestOf } from './digest.ts';
import { lockRequest } from './queries.ts';
import { type RequestRow, stateAt } from './request-row.ts';
import { actingOf, findVisible, isOwn } from './scope.ts';

const refused = (refusal: ApproveRefusal): ApproveOutcome => ({ outcome: 'refused', ...refusal });

const REFUSAL_OF: Readonly<Record<Exclude<Verdict, 'accepted'>, ApproveRefusal>> = {
  wrong: { reason: 'code_refused' },
  spent: { reason: 'code_refused' },
  locked: { reason: 'code_refused' },
  unknown: { reason: 'code_refused' },
  needs_second_code: { reason: 'needs_second_code' },
};

/** What was found before the code was put to anybody. */
interface Checked {
  readonly checker: OperatorRow;
  readonly request: RequestRow;
  readonly facts: AuthorityFacts;
}

/**
 * A checker says yes, with a fresh code over the digest of what was shown.
 *
 * The order: judged; the code asked for, and spent at the authority; behind the locks judged once more, and the approval
 * written. Where the authority has no part in the procedure, that same transaction carries it out. Where it has, the
 * authority acts next, and the bank's side follows in a transaction that spends the approval; cut off between any two,
 * the next look or a job carries it on.
 */
export function openApproveRequest(ground: BranchGround): Procedures['approveRequest'] {
  const bankDay = openBankDay(ground.ports);
  return async (call) => {
    const checker = await actingOf(ground, call.session);
    if (checker?.role !== 'manager') return refused({ reason: 'role_missing' });
    const request = await findVisible(ground, checker, call.requestId);
    if (request === undefined) return refused({ reason: 'request_unknown' });
    const before = await judgeBefore(ground, request, checker, call.digest);
    if (before) return before;
    const book = await readBook(ground.ports.database.kysely, request.terms, ground.ports.configuration);
    const facts = await askAuthority(ground.ports, request.terms, book);
    const because = judgeProcedure(request.terms, { ...book, ...facts });
    if (because) return refused({ reason: 'not_possible', because });
    if (isAbout(book, checker)) return refused({ reason: 'own' });

    const codes = typedCodes(call, ground.ports.configuration.otp.codeLengths);
    if (codes === undefined) return refused({ reason: 'code_malformed' });
    const answer = await askCode(ground, request, checker, codes);
    if (answer === undefined) return refused({ reason: 'authority_away' });
    if (answer.verdict !== 'accepted') return refused(REFUSAL_OF[answer.verdict]);

    const preparation = { day: await bankDay(), unknown: await drawUnknownPasswords(request.terms) };
    const { kysely } = ground.ports.database;
    const checked = { checker, request, facts };
    const refusal = await transact(kysely, (tx) =>
      approve(tx, ground, checked, { ...preparation, attempt: answer.attempt }),
    );
    if (refusal) return refused(refusal);
    return hasAuthorityStep(request.terms)
      ? await carryOn(ground, bankDay, request.requestId)
      : { outcome: 'done' };
  };
}

/** Nobody approves what is about them, as nobody approves what they made. */
const isAbout = ({ operator }: ProcedureFacts, checker: OperatorRow): boolean =>
  operator?.personNumber === checker.personNumber;

async function judgeBefore(
  ground: BranchGround,
  request: RequestRow,
  checker: OperatorRow,
  digest: string,
): Promise<ApproveOutcome | undefined> {
  const state = stateAt(request, ground.ports.clock());
  const shown = request.digest.toString('hex');
  if (state !== 'waiting') {
    // The page sent twice: it was this checker who approved just this.
    if (request.checkerId !== checker.operatorId || digest !== shown)
      return refused({ reason: 'not_waiting', state });
    if (state === 'done') return { outcome: 'done' };
    return state === 'approved'
      ? await carryOn(ground, openBankDay(ground.ports), request.requestId)
      : refused({ reason: 'not_waiting', state });
  }
  if (isOwn(request, checker)) return refused({ reason: 'own' });
  // What stands in the book must be what was digested when it was entered, and what the checker looked at.
  const isAsMade = digestOf(request).equals(request.digest);
  return isAsMade && digest === shown ? undefined : refused({ reason: 'changed' });
}

/** Behind the locks: approved, and carried out with it where the authority has no part. */
async function approve(
  tx: Tx<BankTables>,
  ground: BranchGround,
  { checker, request, facts }: Checked,
  preparation: Preparation & { readonly attempt: number },
): Promise<ApproveRefusal | undefined> {
  const { now } = preparation.day;
  const { requestId, terms, digest } = request;
  const checkerId = checker.operatorId;
  const locked = await lockRequest(tx, requestId);
  if (locked === undefined) return { reason: 'request_unknown' };
  await markVerdict(tx, requestId, preparation.attempt, 'accepted');
  await lockBook(tx, terms);
  const state = stateAt(locked, now);
  const because =
    state === 'waiting'
      ? judgeProcedure(terms, { ...(await readBook(tx, terms, ground.ports.configuration)), ...facts })
      : undefined;
  const isApproved =
    state === 'waiting' && !because && (await approveRequest(tx, { requestId, digest, checkerId, now }));
  const act = { at: now, operatorId: checkerId, ...about(request) };
  if (!isApproved) {
    await insertActs(tx, [{ ...act, act: 'request_approval_unused' }]);
    return because ? { reason: 'not_possible', because } : { reason: 'not_waiting', state };
  }
  await insertActs(tx, [{ ...act, act: 'request_approved' }]);
  if (!hasAuthorityStep(terms)) {
    const approved = { ...locked, checkerId, decidedAt: now };
    await finish(tx, ground, approved, preparation);
  }
  return undefined;
}
