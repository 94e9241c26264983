import { assert, type BusinessDate, isUuid, yen } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { addDays } from '../../calendar/business-date.ts';
import { typedContractNumber } from '../../contracts/contract-number.ts';
import { NOTICE_KINDS, type NoticeKind } from '../../notices/notice.ts';
import { orderStateOf } from '../../orders/order.ts';
import type { BranchPorts, BranchSearch } from '../branch.ts';
import type { OrderLine } from '../contract-file.ts';
import { ROWS_MAX } from './contracts.ts';
import { listOrderRows, listUnsentRows, type OrderRow } from './queries.ts';

/** 0:00 of a civil day in Asia/Tokyo. */
const startOf = (date: BusinessDate): string => `${date}T00:00:00+09:00`;

const typedReceiptNumber = (text: string): string => text.normalize('NFKC').trim().toUpperCase().slice(0, 40);

/** Looks for orders by receipt number, contract, and the days on which they were given. */
export function openFindOrders(ports: BranchPorts): BranchSearch['findOrders'] {
  const { database, clock } = ports;
  return async (session, call) => {
    assert(call.limit > 0 && call.limit <= ROWS_MAX, 'a page of orders has a bound');
    const { receiptNumber, contractNumber, from, to, after } = call;
    const rows = await listOrderRows(database.kysely, {
      receiptNumber: receiptNumber === undefined ? undefined : typedReceiptNumber(receiptNumber),
      contractNumber: contractNumber === undefined ? undefined : typedContractNumber(contractNumber),
      from: from === undefined ? undefined : startOf(from),
      before: to === undefined ? undefined : startOf(addDays(to, 1)),
      after: after !== undefined && isUuid(after) ? after : undefined,
      limit: call.limit + 1,
    });
    const now = clock();
    const orders = rows.slice(0, call.limit).map((row): OrderLine => lineOf(row, now));
    await transact(database.kysely, (tx) =>
      insertAudit(tx, [
        {
          at: now,
          actor: { kind: 'operator', id: session.operator.operatorId },
          act: 'orders_searched',
          detail: { found: orders.length },
        },
      ]),
    );
    return { orders, hasMore: rows.length > call.limit };
  };
}

function lineOf(
  { expiresAt, executedAt, limitYen, payeeKana, bookingState, dueDate, recall, ...row }: OrderRow,
  now: OrderRow['preparedAt'],
): OrderLine {
  return {
    ...row,
    state: orderStateOf({ state: row.state, expiresAt }, now),
    ...(executedAt === null ? {} : { executedAt }),
    ...(limitYen === 0n ? {} : { amount: yen(limitYen) }),
    ...(payeeKana === null ? {} : { about: payeeKana }),
    ...(bookingState === null || dueDate === null ? {} : { booking: { state: bookingState, dueDate } }),
    ...(recall === null ? {} : { recall }),
  };
}

/** Mails that were given up, newest first: whom the branch may want to write a letter. */
export function openListUnsentMails({ database }: BranchPorts): BranchSearch['listUnsentMails'] {
  return async (_session, limit) => {
    assert(limit > 0 && limit <= ROWS_MAX, 'a list of mails has a bound');
    const rows = await listUnsentRows(database.kysely, limit);
    return rows.flatMap((row) => (isNoticeKind(row.kind) ? [{ ...row, kind: row.kind }] : []));
  };
}

const isNoticeKind = (kind: string): kind is NoticeKind => NOTICE_KINDS.some((known) => known === kind);
