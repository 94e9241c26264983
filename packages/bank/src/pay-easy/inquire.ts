import { unreachable } from '@warifu/base';
import { openNeedFor } from '../approval/need-for.ts';
import type { Channel } from '../contracts/contract.ts';
import type { Biller, BillNumbers, InquireBillOutcome } from '../ports.ts';
import type {
  BillPayments,
  BillRefusal,
  FindBillBillerOutcome,
  InquireBill,
  InquireBillViewOutcome,
} from './bill-payment.ts';
import { billerNumberOf, judgeNumbers } from './numbers.ts';
import type { PayEasyPorts } from './pay-easy-ports.ts';
import { judgeStop, openWatch } from './stop/watch.ts';

const refused = (refusal: BillRefusal) => ({ outcome: 'refused', ...refusal }) as const;

/** What the network answers, or `undefined` where it is away. */
async function unlessAway<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === 'NetworkUnavailable') return undefined;
    throw error;
  }
}

/** The bill as its biller states it, by the numbers printed on it. 払込内容の照会. */
export function openInquiry(ports: PayEasyPorts): Pick<BillPayments, 'findBiller' | 'inquireBill'> {
  const { database, payEasy, bankDay } = ports;
  const needFor = openNeedFor(ports);

  /** What no number could change comes first. */
  const judgeContract = async (contractId: string, channel: Channel): Promise<BillRefusal | undefined> => {
    const need = await needFor({ contractId, kind: 'bill_payment', channel });
    if (need.need === 'refused') return { reason: 'not_allowed', because: need };
    return judgeStop(database.kysely, contractId, (await bankDay()).today);
  };

  const findBiller = async (call: {
    readonly contractId: string;
    readonly channel: Channel;
    readonly billerNumber: string;
  }): Promise<FindBillBillerOutcome> => {
    const refusal = await judgeContract(call.contractId, call.channel);
    if (refusal) return refused(refusal);
    const billerNumber = billerNumberOf(call.billerNumber);
    if (billerNumber === undefined) return refused({ reason: 'biller_number_malformed' });
    const answer = await unlessAway(() => payEasy.findBiller(billerNumber));
    if (answer === undefined) return refused({ reason: 'network_away' });
    return answer.outcome === 'found' ? answer : refused({ reason: 'biller_unknown' });
  };

  const ask = openAsking(ports);
  return {
    findBiller,
    inquireBill: async (call: InquireBill) => {
      const found = await findBiller(call);
      if (found.outcome === 'refused') return found;
      const numbers = judgeNumbers(call, found.biller);
      return 'reason' in numbers ? refused(numbers) : ask(call, found.biller, numbers);
    },
  };
}

/** Asks the network for a bill, and has the watch know how it ended. */
function openAsking(ports: PayEasyPorts) {
  const watch = openWatch(ports);
  return async (
    { contractId, channel }: InquireBill,
    biller: Biller,
    numbers: BillNumbers,
  ): Promise<InquireBillViewOutcome> => {
    const made = await watch.take(contractId);
    if ('reason' in made) return refused(made);
    let answer: InquireBillOutcome | undefined;
    try {
      answer = await unlessAway(() => ports.payEasy.inquireBill(numbers));
    } catch (error) {
      await watch.forget(made);
      throw error;
    }
    switch (answer?.outcome) {
      case 'found':
        await watch.found(made);
        return { outcome: 'found', bill: { ...answer.bill, numbers, biller } };
      case 'unknown':
        return refused(await watch.unknown(made, channel));
      case 'paid':
      case 'expired':
      case 'withdrawn':
        // It cannot be paid, and its numbers were right all the same.
        await watch.found(made);
        return refused({ reason: REASON_OF[answer.outcome] });
      case undefined:
      case 'maintenance':
        await watch.forget(made);
        return refused({ reason: REASON_OF[answer?.outcome ?? 'away'] });
      default:
        return unreachable(answer);
    }
  };
}

const REASON_OF = {
  away: 'network_away',
  paid: 'bill_paid',
  expired: 'bill_expired',
  withdrawn: 'bill_withdrawn',
  maintenance: 'biller_maintenance',
} as const;
