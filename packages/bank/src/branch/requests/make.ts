import { epochSeconds, uuidv7 } from '@warifu/base';
import { transact } from '@warifu/pg';
import type { Procedures } from '../branch.ts';
import { type BranchGround, insertActs } from '../operators/ground.ts';
import type { OperatorRow } from '../operators/operator-rows.ts';
import type { ProcedureFacts } from '../procedures/facts.ts';
import { judgeFields, typedPaper, typedTerms } from '../procedures/fields.ts';
import { judgeProcedure } from '../procedures/judge.ts';
import { judgeEntry } from '../procedures/judge-entry.ts';
import { askAuthority, contractIdOf, operatorIdOf, readBook } from '../procedures/read-facts.ts';
import type { Paper, ProcedureRefusal, ProcedureTerms } from '../request.ts';
import { digestOf, encodeTerms } from './digest.ts';
import { findUnderway, insertRequest, isFormNumberTaken } from './queries.ts';
import { actingOf, actsFor } from './scope.ts';

/** What two requests of one kind must not both wait for; of a contract opening, nothing. */
function targetOf(terms: ProcedureTerms): string | undefined {
  switch (terms.kind) {
    case 'contract_opening':
      return undefined;
    case 'transfer_recall':
      return terms.receiptNumber;
    case 'hard_token_handout':
      return terms.tokenIdOrSerial;
    case 'limit_change':
      return `${terms.contractId}-${terms.limitKind}`;
    case 'operator_addition':
      return terms.operatorNumber;
    default:
      return contractIdOf(terms) ?? operatorIdOf(terms);
  }
}

/** Whose paper it is: of the branch that the terms name, of the contract's, or of the operator's. */
const branchOf = (terms: ProcedureTerms, facts: ProcedureFacts): string | undefined =>
  'branchCode' in terms ? terms.branchCode : (facts.contract?.branchCode ?? facts.operator?.branchCode);

interface Entry {
  readonly terms: ProcedureTerms;
  readonly paper: Paper;
  /** Absent: not active any more. */
  readonly maker: OperatorRow | undefined;
  readonly book: ProcedureFacts;
}

/**
 * Enters a procedure: by a teller or a manager, for a contract of their own branch (head office acts for all). Terms and
 * paper are frozen and digested with the request's id and its maker; the checker's code will be for exactly these.
 */
export function openMakeRequest(ground: BranchGround): Procedures['makeRequest'] {
  const { database, clock, configuration } = ground.ports;
  return async (call) => {
    const terms = typedTerms(call.terms);
    const paper = typedPaper(call.paper);
    const maker = await actingOf(ground, call.session);
    const book = await readBook(database.kysely, terms, configuration);
    const entry = { terms, paper, maker, book };
    const outcome = (await judgeAll(ground, entry)) ?? (await write(ground, entry));
    if (typeof outcome === 'string') return { outcome: 'made', requestId: outcome };
    const act = { at: clock(), act: 'request_not_made', operatorId: call.session.operator.operatorId };
    const { contract } = book;
    const detail = { kind: terms.kind, why: outcome.reason };
    await transact(database.kysely, (tx) =>
      insertActs(tx, [
        { ...act, detail, ...(contract === undefined ? {} : { contractId: contract.contractId }) },
      ]),
    );
    return { outcome: 'refused', ...outcome };
  };
}

/** What stands in the way, cheap questions first: the authority is asked where nothing else does. */
async function judgeAll(ground: BranchGround, entry: Entry): Promise<ProcedureRefusal | undefined> {
  const { terms, book } = entry;
  const first = await judgeFirst(ground, entry);
  if (first) return first;
  return judgeProcedure(terms, { ...book, ...(await askAuthority(ground.ports, terms, book)) });
}

async function judgeFirst(
  ground: BranchGround,
  { terms, paper, maker, book }: Entry,
): Promise<ProcedureRefusal | undefined> {
  const { kysely } = ground.ports.database;
  const target = targetOf(terms);
  const underway = target === undefined ? undefined : await findUnderway(kysely, terms.kind, target);
  const malformed = judgeFields(terms, paper, ground.ports.configuration.ownBank);
  const branchCode = branchOf(terms, book);
  return judgeEntry({
    ...(maker === undefined ? {} : { role: maker.role }),
    isContractUnknown: 'contractId' in terms && book.contract === undefined,
    // A branch or an operator that there is not has reasons of its own, further down.
    actsForBranch: maker === undefined || branchCode === undefined || actsFor(ground, maker, branchCode),
    ...(malformed === undefined ? {} : { malformed }),
    isFormNumberTaken: await isFormNumberTaken(kysely, paper.formNumber),
    ...(underway === undefined ? {} : { underway }),
  });
}

/** The new request's id, or in what somebody else was quicker by a moment. */
async function write(ground: BranchGround, entry: Entry): Promise<string | ProcedureRefusal> {
  const { terms, paper, maker, book } = entry;
  const { database, clock, configuration } = ground.ports;
  const branchCode = branchOf(terms, book);
  if (maker === undefined || branchCode === undefined) return { reason: 'role_missing' };
  const now = clock();
  const requestId = uuidv7();
  const makerId = maker.operatorId;
  const contractId = contractIdOf(terms);
  const isWritten = await transact(database.kysely, async (tx) => {
    const isNew = await insertRequest(tx, {
      requestId,
      kind: terms.kind,
      contractId,
      operatorId: operatorIdOf(terms),
      branchCode,
      target: targetOf(terms),
      terms: encodeTerms(terms),
      digest: digestOf({ requestId, makerId, terms, paper }),
      paper,
      makerId,
      makerPerson: maker.personNumber,
      madeAt: now,
      expiresAt: epochSeconds(now + configuration.branch.requestSeconds),
    });
    if (!isNew) return false;
    const detail = { requestId, kind: terms.kind, formNumber: paper.formNumber };
    const act = { at: now, act: 'request_made', operatorId: makerId, detail };
    await insertActs(tx, [{ ...act, ...(contractId === undefined ? {} : { contractId }) }]);
    return true;
  });
  return isWritten ? requestId : ((await judgeFirst(ground, entry)) ?? { reason: 'form_number_taken' });
}
