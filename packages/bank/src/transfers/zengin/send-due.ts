import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { noteWrongAnswer } from '../../audit/wrong-answer.ts';
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
      const { accepted, fault } = await sendAll(ports, due);
      sent += await note(ports, accepted);
      if (fault !== undefined) throw fault;
      // A network that is away is not asked for the rest: it would only lengthen their waits.
      if (due.length < batchMax || accepted.length === 0) break;
    }
    return sent;
  };
}

interface Round {
  readonly accepted: readonly DuePayment[];
  /** What went wrong beyond a network that is away; told when what was accepted is written down. */
  readonly fault: unknown;
}

async function sendAll(ports: TransferPorts, due: readonly DuePayment[]): Promise<Round> {
  const accepted: DuePayment[] = [];
  const left = [...due];
  let fault: unknown;
  const work = async (): Promise<void> => {
    for (let payment = left.shift(); payment !== undefined; payment = left.shift()) {
      try {
        await send(ports, payment);
        accepted.push(payment);
      } catch (error) {
        // Whether it arrived is not known, and need not be: it stays due, and the others go on.
        if (!(error instanceof Error && error.name === 'NetworkUnavailable')) fault = error;
        else await noteWrongAnswer(ports, payment, 'zengin', error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(UNDER_WAY_MAX, due.length) }, work));
  return { accepted, fault };
}

async function send({ zengin }: TransferPorts, payment: DuePayment): Promise<void> {
  const { bankCode, branchCode, accountKind, accountNumber } = payment;
  await zengin.send({
    paymentId: payment.orderId,
    payee: { bankCode, branchCode, accountKind, accountNumber },
    payeeKana: payment.payeeKana,
    senderKana: payment.senderKana,
    amount: payment.amount,
    valueDate: payment.valueDate,
  });
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
