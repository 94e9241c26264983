import { isUuid } from '@warifu/base';
import { transact } from '@warifu/pg';
import { type AuditRow, insertAudit } from '../../audit/record.ts';
import { bareKana } from '../../banks/kana.ts';
import { openPlannedOrders } from '../../orders/planned/open-planned-orders.ts';
import type { TransferPorts } from '../transfer-ports.ts';
import { judgeNickname, nicknameOf } from './nickname.ts';
import type { Payees, RegisteredPayee } from './payee.ts';
import { payeePlan } from './plan.ts';
import { deletePayee, findPayeeRow, listPayeeRows, type PayeeRow, setNickname } from './queries.ts';

/** 登録済みの振込先. */
export function openPayees(ports: TransferPorts): Payees {
  const { database, clock, configuration } = ports;
  const orders = openPlannedOrders(ports, payeePlan(ports));
  const view = openPayeeViews(ports);
  return {
    listPayees: async (contractId, search = '') => {
      const rows = await listPayeeRows(database.kysely, contractId, configuration.transfers.payeesMax);
      return rows.map(view).filter((payee) => fits(payee, search));
    },
    payeeOf: async (contractId, payeeId) => {
      const row = isUuid(payeeId) ? await findPayeeRow(database.kysely, contractId, payeeId) : undefined;
      return row && view(row);
    },
    preparePayee: orders.prepare,
    payeeOrderOf: orders.find,
    executePayee: orders.execute,
    renamePayee: async ({ contractId, payeeId, nickname: typed }) => {
      const nickname = nicknameOf(typed);
      const misnamed = judgeNickname(nickname);
      if (misnamed) return { outcome: 'refused', ...misnamed };
      if (!isUuid(payeeId)) return { outcome: 'refused', reason: 'payee_unknown' };
      return transact(database.kysely, async (tx) => {
        if (!(await setNickname(tx, { contractId, payeeId, nickname })))
          return { outcome: 'refused', reason: 'payee_unknown' };
        await insertAudit(tx, [actOf('payee_renamed', contractId, payeeId, clock())]);
        return { outcome: 'changed' };
      });
    },
    removePayee: async ({ contractId, payeeId }) => {
      if (!isUuid(payeeId)) return;
      await transact(database.kysely, async (tx) => {
        const orderId = await deletePayee(tx, { contractId, payeeId });
        if (orderId === undefined) return;
        await insertAudit(tx, [{ ...actOf('payee_removed', contractId, payeeId, clock()), orderId }]);
      });
    },
  };
}

const actOf = (act: string, contractId: string, payeeId: string, now: AuditRow['at']): AuditRow => ({
  at: now,
  actor: { kind: 'customer', id: contractId },
  act,
  contractId,
  detail: { payeeId },
});

/** A payee whose bank or branch is gone since is shown by its codes, so that it can be removed. */
const openPayeeViews =
  ({ directory }: TransferPorts) =>
  (row: PayeeRow): RegisteredPayee => ({
    ...row,
    bankName: directory.bankOf(row.bankCode)?.name ?? row.bankCode,
    branchName: directory.branchOf(row.bankCode, row.branchCode)?.name ?? row.branchCode,
  });

/** One kana finds those that begin with it; anything longer a part of what the page shows. */
function fits(payee: RegisteredPayee, search: string): boolean {
  const sought = bareKana(search.slice(0, 100));
  if (sought === '') return true;
  const kana = bareKana(payee.kana);
  if (sought.length === 1) return kana.startsWith(sought) || bareKana(payee.nickname).startsWith(sought);
  return [kana, bareKana(payee.nickname), bareKana(payee.bankName), payee.accountNumber].some((text) =>
    text.includes(sought),
  );
}
