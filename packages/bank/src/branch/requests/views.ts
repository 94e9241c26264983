import { present } from '@warifu/base';
import type { Kysely } from 'kysely';
import type { BankTables } from '../../tables.ts';
import type { Procedures } from '../branch.ts';
import type { BranchGround } from '../operators/ground.ts';
import { listOperatorsById, type OperatorRow, operatorViewOf } from '../operators/operator-rows.ts';
import type { RequestView } from '../request.ts';
import { countWaiting, listContractLabels, listRequestRows } from './queries.ts';
import { isPrinted, type RequestRow, stateAt } from './request-row.ts';
import { actingOf, findVisible, isOwn, scopeOf } from './scope.ts';

const LIST_MAX = 200;

/** Requests with the names of all that they are about, in a bounded number of questions. */
async function viewsOf(
  db: Kysely<BankTables>,
  rows: readonly RequestRow[],
  looker: OperatorRow,
  now: Parameters<typeof stateAt>[1],
): Promise<readonly RequestView[]> {
  const idsOf = (key: 'makerId' | 'checkerId' | 'operatorId' | 'contractId') =>
    rows.flatMap((row) => row[key] ?? []);
  const operators = await listOperatorsById(db, [
    ...idsOf('makerId'),
    ...idsOf('checkerId'),
    ...idsOf('operatorId'),
  ]);
  const contracts = await listContractLabels(db, idsOf('contractId'));
  const operatorOf = (id: string | null) => {
    const found = id === null ? undefined : operators.get(id);
    return found && operatorViewOf(found);
  };
  return rows.map((row): RequestView => {
    const checker = operatorOf(row.checkerId);
    const operator = operatorOf(row.operatorId);
    const contract = row.contractId === null ? undefined : contracts.get(row.contractId);
    return {
      requestId: row.requestId,
      terms: row.terms,
      paper: row.paper,
      state: stateAt(row, now),
      digest: row.digest.toString('hex'),
      madeAt: row.madeAt,
      expiresAt: row.expiresAt,
      maker: present(operatorOf(row.makerId), 'a request has a maker'),
      ...(checker === undefined ? {} : { checker }),
      ...(row.decidedAt === null ? {} : { decidedAt: row.decidedAt }),
      ...(row.doneAt === null ? {} : { doneAt: row.doneAt }),
      ...(row.note === null ? {} : { note: row.note }),
      ...(contract === undefined ? {} : { contract }),
      ...(operator === undefined ? {} : { operator }),
      isOwn: isOwn(row, looker),
      isPrintable: isPrinted(row) && row.printedAt === null,
    };
  });
}

/** Those that wait are a queue, oldest first. */
export function openListRequests(ground: BranchGround): Procedures['listRequests'] {
  const { clock, database } = ground.ports;
  return async (session, call) => {
    const now = clock();
    const looker = await actingOf(ground, session);
    if (looker === undefined) return { requests: [], hasMore: false, waiting: 0 };
    const scope = scopeOf(ground, looker);
    const limit = Math.max(1, Math.min(call.limit, LIST_MAX));
    const rows = await listRequestRows(database.kysely, scope, { ...call, limit }, now);
    return {
      requests: await viewsOf(database.kysely, rows.slice(0, limit), looker, now),
      hasMore: rows.length > limit,
      waiting: await countWaiting(database.kysely, scope, now),
    };
  };
}

export function openRequestOf(ground: BranchGround): Procedures['requestOf'] {
  const { clock, database } = ground.ports;
  return async (session, requestId) => {
    const looker = await actingOf(ground, session);
    const row = looker && (await findVisible(ground, looker, requestId));
    if (looker === undefined || row === undefined) return undefined;
    return (await viewsOf(database.kysely, [row], looker, clock()))[0];
  };
}
