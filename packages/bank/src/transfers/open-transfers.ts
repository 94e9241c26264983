import { openExecution } from './execute.ts';
import { openNameInquiry } from './inquire-name.ts';
import { openPayees } from './payees/open-payees.ts';
import { openPreparation } from './prepare.ts';
import { openReadOrder } from './read-order.ts';
import { openRecalling } from './recalls/settle-recalls.ts';
import { openReceipts, type Receipts } from './receipts/receipts.ts';
import { openScheduledTransfers } from './scheduled/open-scheduled-transfers.ts';
import type { TransferPorts } from './transfer-ports.ts';
import { openSending } from './zengin/send-due.ts';
import { openSettling } from './zengin/settle-returns.ts';

/** All of 振込, from the name inquiry to the return. */
export function openTransfers(ports: TransferPorts) {
  const readOrder = openReadOrder(ports);
  const receipts: Receipts = openReceipts(ports);
  const { renew, prepareTransfer, preparedTransfer } = openPreparation(ports, readOrder);
  return {
    ...receipts,
    prepareTransfer,
    preparedTransfer,
    inquireName: openNameInquiry(ports),
    executeTransfer: openExecution(ports, { readOrder, renew, receiptOf: receipts.receiptOf }),
    sendDueTransfers: openSending(ports),
    settleReturns: openSettling(ports),
    settleRecalls: openRecalling(ports),
    ...openScheduledTransfers(ports),
    ...openPayees(ports),
  };
}
