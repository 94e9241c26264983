import { assert, isUuid } from '@warifu/base';
import { batched } from '@warifu/pg';
import { digestOf, isSameDigest } from '../orders/terms-digest.ts';
import { listOrderRows, type OrderRow } from './queries.ts';
import { decodeTerms, encodeTerms } from './terms.ts';
import type { TransferTerms } from './transfer.ts';
import type { TransferPorts } from './transfer-ports.ts';

/** An order of 振込 as the book has it, and what it is judged by. */
export interface TransferOrder extends Omit<OrderRow, 'terms'> {
  readonly terms: TransferTerms;
}

/** Reads an order together with the others of the moment; `undefined` where it is unknown or another contract's. */
export type ReadOrder = (contractId: string, orderId: string) => Promise<TransferOrder | undefined>;

export function openReadOrder(ports: TransferPorts): ReadOrder {
  const read = batched(
    async (orderIds: readonly string[]) => {
      const { today } = await ports.bankDay();
      const rows = await listOrderRows(ports.database, orderIds, today);
      return orderIds.map((orderId) => rows.get(orderId));
    },
    { name: 'order reading', watch: ports.database.watch },
  );
  return async (contractId, orderId) => {
    if (!isUuid(orderId)) return undefined;
    const row = await read(orderId);
    if (row?.contractId !== contractId) return undefined;
    const terms = decodeTerms(row.terms);
    assert(
      isSameDigest(digestOf(encodeTerms(terms)), row.termsDigest),
      'the terms in the book are those that were frozen',
    );
    return { ...row, terms };
  };
}
