import { assert, type BusinessDate, type EpochSeconds, uuidv7, type Yen } from '@warifu/base';
import { batched, type Database } from '@warifu/pg';
import type { Channel } from '../contracts/contract.ts';
import type { BankTables } from '../tables.ts';
import type { OrderKind } from './order.ts';
import { insertOrders, type NewOrderRow } from './queries.ts';
import { drawReceiptNumber } from './receipt-number.ts';

export interface NewOrder {
  readonly contractId: string;
  readonly draftId: string | undefined;
  readonly kind: OrderKind;
  readonly channel: Channel;
  /** Canonical JSON. */
  readonly terms: string;
  readonly termsDigest: Uint8Array;
  /** What counts against the limit of its kind; ¥0 where it moves no money. */
  readonly limitYen: Yen;
  readonly preparedAt: EpochSeconds;
  readonly expiresAt: EpochSeconds;
}

const DRAWS_MAX = 3;

/** Writes an order with its frozen terms, together with the others of the moment, and gives its row. */
export function openMakeOrder(
  database: Database<BankTables>,
): (order: NewOrder, today: BusinessDate) => Promise<NewOrderRow> {
  const insert = batched(
    async (rows: readonly NewOrderRow[]) => {
      const written = await insertOrders(database, rows);
      return rows.map((row) => written.has(row.orderId));
    },
    { name: 'order making', watch: database.watch },
  );
  return async (order, today) => {
    for (let draw = 1; draw <= DRAWS_MAX; draw += 1) {
      const row = { ...order, orderId: uuidv7(), receiptNumber: drawReceiptNumber(today) };
      if (await insert(row)) return row;
    }
    assert(false, 'a receipt number of 50 random bits is free at the third draw');
  };
}
