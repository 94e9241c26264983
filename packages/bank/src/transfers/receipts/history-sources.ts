import type { HistorySource, OrderSummary } from '../../orders/history/history.ts';
import { PAYEE_CODE } from '../payees/plan.ts';
import { CANCELLING } from '../scheduled/cancelling.ts';
import { decodeTerms } from '../terms.ts';
import type { PayeeView, TransferTerms } from '../transfer.ts';
import { stateOf } from './fate.ts';
import { listFates } from './queries.ts';

const aboutOf = ({ kana, bankName, branchName }: PayeeView): NonNullable<OrderSummary['about']> => ({
  name: kana,
  place: `${bankName} ${branchName}`,
});

const summaryOf = ({ amount, fee, payee, valueDate }: TransferTerms): OrderSummary => ({
  amount,
  fee,
  about: aboutOf(payee),
  valueDate,
});

const listStates: NonNullable<HistorySource['listStates']> = async (db, orderIds) =>
  new Map((await listFates(db, orderIds)).map((row) => [row.orderId, stateOf(row)]));

/** What the history says of 振込, 予約振込, its cancelling, and 振込先の登録. */
export const TRANSFER_HISTORY: readonly HistorySource[] = [
  { kind: 'transfer', summaryOf: (terms) => summaryOf(decodeTerms(terms)), listStates },
  { kind: 'scheduled_transfer', summaryOf: (terms) => summaryOf(decodeTerms(terms)), listStates },
  {
    kind: 'order_cancelling',
    summaryOf: (terms) => {
      const { amount, payee } = CANCELLING.decode(terms).booked;
      return { amount, about: aboutOf(payee) };
    },
  },
  { kind: 'payee', summaryOf: (terms) => ({ about: aboutOf(PAYEE_CODE.decode(terms).payee) }) },
];
