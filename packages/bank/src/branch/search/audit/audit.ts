import { verifyChain } from '@warifu/audit-chain';
import { assert, isUuid } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import { sql } from 'kysely';
import { insertAudit } from '../../../audit/record.ts';
import { BANK_TRAIL } from '../../../audit/trail.ts';
import { typedContractNumber } from '../../../contracts/contract-number.ts';
import type { BankTables } from '../../../tables.ts';
import type { AuditCall, AuditLine } from '../../audit-search.ts';
import type { BranchPorts, BranchSearch } from '../../branch.ts';
import type { BranchSession } from '../../operator.ts';
import { ROWS_MAX } from '../contracts.ts';
import { type AuditRow, type AuditWhere, listAuditRows } from './queries.ts';

const EXPORT_PAGE = 1_000;
/** The chain is read whole, page by page: longer than a statement of a customer may take. */
const VERIFY_TIMEOUT = '10min';

/** What the auditor sees, exports and proves. Nobody else: the pages ask the role, and so does the bank. 監査記録 */
export function openAuditSearch(
  ports: BranchPorts,
): Pick<BranchSearch, 'findAudit' | 'exportAudit' | 'verifyAudit'> {
  const { database, clock } = ports;
  const note = (tx: Tx<BankTables>, session: BranchSession, act: string, detail: object) =>
    insertAudit(tx, [
      {
        at: clock(),
        actor: { kind: 'operator', id: session.operator.operatorId },
        act,
        detail: { ...detail },
      },
    ]);

  const pages = async function* (call: Omit<AuditCall, 'after' | 'limit'>): AsyncIterable<AuditLine> {
    let after: string | undefined;
    for (;;) {
      const where = whereOf({ ...call, ...(after === undefined ? {} : { after }) });
      const rows = await listAuditRows(database.kysely, where, 'oldest', EXPORT_PAGE);
      yield* rows.map(lineOf);
      after = rows.at(-1)?.auditId;
      if (rows.length < EXPORT_PAGE) return;
    }
  };

  return {
    findAudit: async (session, call) => {
      assertAuditor(session);
      assert(call.limit > 0 && call.limit <= ROWS_MAX, 'a page of the audit trail has a bound');
      const rows = await listAuditRows(database.kysely, whereOf(call), 'newest', call.limit + 1);
      return { lines: rows.slice(0, call.limit).map(lineOf), hasMore: rows.length > call.limit };
    },
    exportAudit: async function* (session, call) {
      assertAuditor(session);
      await transact(database.kysely, (tx) => note(tx, session, 'audit_exported', call));
      yield* pages(call);
    },
    verifyAudit: async (session, notedHead) => {
      assertAuditor(session);
      const found = await database.kysely
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute(async (tx) => {
          await sql`set local statement_timeout = ${sql.lit(VERIFY_TIMEOUT)}`.execute(tx);
          await sql`set local idle_in_transaction_session_timeout = ${sql.lit(VERIFY_TIMEOUT)}`.execute(tx);
          return verifyChain(tx, BANK_TRAIL, notedHead);
        });
      const { sealed, unsealed, fault } = found;
      const detail = { sealed, unsealed, fault: fault?.name ?? null };
      await transact(database.kysely, (tx) => note(tx, session, 'audit_verified', detail));
      return found;
    },
  };
}

function assertAuditor(session: BranchSession): void {
  assert(session.operator.role === 'auditor', 'the audit trail is read by auditors alone');
}

function whereOf(call: Omit<AuditCall, 'limit'>): AuditWhere {
  const { from, before, contractNumber, operatorNumber, act, after } = call;
  return {
    from,
    before,
    contractNumber: contractNumber === undefined ? undefined : typedContractNumber(contractNumber),
    operatorNumber: operatorNumber === undefined ? undefined : typedContractNumber(operatorNumber),
    act: act?.normalize('NFKC').trim().slice(0, 60),
    after: after !== undefined && isUuid(after) ? after : undefined,
  };
}

function lineOf({ actor, contractNumber, receiptNumber, detail, ...row }: AuditRow): AuditLine {
  const { requestId } = detail;
  return {
    ...row,
    ...(actor === null ? {} : { actor }),
    ...(contractNumber === null ? {} : { contractNumber }),
    ...(receiptNumber === null ? {} : { receiptNumber }),
    ...(typeof requestId === 'string' ? { requestId } : {}),
    detail,
  };
}
