import { assert, present } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import type { BankMoment } from '../../calendar/bank-day.ts';
import type { BankTables } from '../../tables.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import { takeAuthorityStep } from '../procedures/authority-step.ts';
import { carryOut } from '../procedures/carry-out.ts';
import { lockBook, readBook } from '../procedures/read-facts.ts';
import { drawUnknownPasswords, type UnknownPassword } from '../procedures/unknown-passwords.ts';
import type { ApproveOutcome, ProcedureRefusal } from '../request.ts';
import { about } from './decide.ts';
import { finishRequest, giveUpRequest } from './decisions.ts';
import { findRequest, lockRequest } from './queries.ts';
import type { RequestRow } from './request-row.ts';

/** What is made ready before a transaction begins. */
export interface Preparation {
  readonly day: BankMoment;
  readonly unknown: readonly UnknownPassword[];
  /** The token that the authority handed out. */
  readonly tokenId?: string;
}

const DONE: ApproveOutcome = { outcome: 'done' };

/** The bank's side, and the end of the request: its approval is spent in this transaction, once. */
export async function finish(
  tx: Tx<BankTables>,
  ground: BranchGround,
  request: RequestRow,
  { day, unknown, tokenId }: Preparation,
): Promise<void> {
  const { now, today } = day;
  const { requestId } = request;
  const checkerId = present(request.checkerId, 'an approved request has a checker');
  const made = await carryOut(tx, {
    ground,
    request,
    checkerId,
    approvedAt: present(request.decidedAt, 'an approved request was decided on'),
    now,
    today,
    unknown,
    ...(tokenId === undefined ? {} : { tokenId }),
  });
  assert(await finishRequest(tx, { requestId, now, ...made }), 'a request that is carried out was approved');
  const contractId = made.contractId ?? request.contractId;
  await insertActs(tx, [
    {
      at: now,
      act: 'request_done',
      operatorId: checkerId,
      ...about({ ...request, contractId }),
    },
  ]);
}

/**
 * Carries an approved request on from wherever it was cut off: the authority's part under the request's own key, then the
 * bank's side. Done already, it is done.
 */
export async function carryOn(
  ground: BranchGround,
  bankDay: () => Promise<BankMoment>,
  requestId: string,
): Promise<ApproveOutcome> {
  const { database, configuration } = ground.ports;
  const request = present(await findRequest(database.kysely, requestId), 'an approved request is there');
  if (request.state !== 'approved') return outcomeOf(request);
  const facts = await readBook(database.kysely, request.terms, configuration);
  const step = await takeAuthorityStep(ground.ports, request, facts);
  if (step.outcome === 'away') return { outcome: 'carrying' };
  const day = await bankDay();
  if (step.outcome === 'refused') return await giveUp(ground, request, step.why, day);
  const unknown = await drawUnknownPasswords(request.terms);
  const { tokenId } = step;
  return await transact(database.kysely, async (tx) => {
    const locked = present(await lockRequest(tx, requestId), 'an approved request is there');
    if (locked.state !== 'approved') return outcomeOf(locked);
    await lockBook(tx, locked.terms);
    await finish(tx, ground, locked, { day, unknown, ...(tokenId === undefined ? {} : { tokenId }) });
    return DONE;
  });
}

const outcomeOf = ({ state }: RequestRow): ApproveOutcome =>
  state === 'done' ? DONE : { outcome: 'refused', reason: 'not_waiting', state };

/** The authority cannot do it any more: another request was quicker. The approval stays unspent. */
async function giveUp(
  { ports }: BranchGround,
  request: RequestRow,
  why: string,
  { now }: BankMoment,
): Promise<ApproveOutcome> {
  const { requestId, checkerId } = request;
  await transact(ports.database.kysely, async (tx) => {
    if (!(await giveUpRequest(tx, requestId, why))) return;
    const { detail, ...rest } = about(request);
    await insertActs(tx, [
      {
        at: now,
        act: 'request_given_up',
        ...(checkerId === null ? {} : { operatorId: checkerId }),
        ...rest,
        detail: { ...detail, why },
      },
    ]);
  });
  const because: ProcedureRefusal = {
    reason: why === 'handed_out_already' ? 'token_handed_out' : 'token_unknown',
  };
  return { outcome: 'refused', reason: 'not_possible', because };
}
