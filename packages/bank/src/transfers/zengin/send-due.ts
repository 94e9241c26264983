import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { secondOfDay } from '../../calendar/business-date.ts';
import type { TransferPorts } from '../transfer-ports.ts';
import { type DuePayment, markSent, takeDue } from './queries.ts';

/** Payments under way to the network at once. */
const UNDER_WAY_MAX = 8;
/** A run of the job ends after so many rounds, and the next one goes on. */
const ROUNDS_MAX = 100;

/**
 * The job that hands payments to the network when their time has come, and says how many it took.
 *
 * The order's id is the payment's id there. An answer that never came leaves the payment due: it is sent again under the
 * same id, after a growing wait, and is one payment still. So nothing is lost, and nothing is sent twice.
 */
export function openSending(ports: TransferPorts): () => Promise<number> {
  const { database, configuration, bankDay } = ports;
  const { batchMax, retrySeconds } = configuration.zengin;
  return async () => {
    let sent = 0;
    for (let round = 0; round < ROUNDS_MAX; round += 1) {
      const { now, today } = await bankDay();
      const due = await takeDue(database, {
        now,
        today,
        second: secondOfDay(now),
        retrySeconds,
        limit: batchMax,
      });
      const accepted = await sendAll(ports, due);
      sent += await note(ports, accepted);
      // A network that is away is not asked for the rest: it would only lengthen their waits.
      if (due.length < batchMax || accepted.length === 0) break;
    }
    return sent;
  };
}

async function sendAll(ports: TransferPorts, due: readonly DuePayment[]): Promise<readonly DuePayment[]> {
  const accepted: DuePayment[] = [];
  const left = [...due];
  const work = async (): Promise<void> => {
    for (let payment = left.shift(); payment !== undefined; payment = left.shift()) {
      if (await send(ports, payment)) accepted.push(payment);
    }
  };
  await Promise.all(Array.from({ length: Math.min(UNDER_WAY_MAX, due.length) }, work));
  return accepted;
}

async function send({ zengin }: TransferPorts, payment: DuePayment): Promise<boolean> {
  const { bankCode, branchCode, accountKind, accountNumber } = payment;
  try {
    await zengin.send({
      paymentId: payment.orderId,
      payee: { bankCode, branchCode, accountKind, accountNumber },
      payeeKana: payment.payeeKana,
      senderKana: payment.senderKana,
      amount: payment.amount,
      valueDate: payment.valueDate,
    });
    return true;
  } catch (error) {
    // Whether it arrived is not known, and need not be: it stays due.
    if (error instanceof Error && error.name === 'ZenginUnavailable') return false;
    throw error;
  }
}

async function note({ database, clock }: TransferPorts, accepted: readonly DuePayment[]): Promise<number> {
  if (accepted.length === 0) return 0;
  const now = clock();
  return transact(database.kysely, async (tx) => {
    const sent = await markSent(
      tx,
      accepted.map((payment) => payment.orderId),
      now,
    );
    await insertAudit(
      tx,
      accepted
        .filter((payment) => sent.has(payment.orderId))
        .map((payment) => ({
          at: now,
          actor: { kind: 'system' },
          act: 'transfer_sent',
          contractId: payment.contractId,
          orderId: payment.orderId,
          detail: { tries: payment.tries },
        })),
    );
    return sent.size;
  });
}
