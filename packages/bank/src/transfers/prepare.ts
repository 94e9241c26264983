import { epochSeconds, isUuid, present, yen } from '@warifu/base';
import { batched } from '@warifu/pg';
import { halfWidthKana } from '../banks/kana.ts';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { Channel } from '../contracts/contract.ts';
import { changeOf } from '../ledger/posting.ts';
import { openMakeOrder } from '../orders/make-order.ts';
import { orderStateOf } from '../orders/order.ts';
import { digestOf } from '../orders/terms-digest.ts';
import { judgeChannel, transferNeedOf } from './facts.ts';
import { judgeTransfer } from './judge.ts';
import {
  accountNumberOf,
  judgePayee,
  judgePayeeKana,
  PAYEE_KANA_LENGTH_MAX,
  payeeKanaOf,
} from './judge-payee.ts';
import { listPreparations, type PreparationCall, type PreparationRow } from './queries.ts';
import type { ReadOrder, TransferOrder } from './read-order.ts';
import { encodeTerms, postingLinesOf, type TransferWish, termsOf, totalOf } from './terms.ts';
import { timingOf } from './timing.ts';
import type {
  Payee,
  PayeeView,
  PreparedTransfer,
  PrepareTransfer,
  PrepareTransferOutcome,
  TransferRefusal,
} from './transfer.ts';
import type { TransferPorts } from './transfer-ports.ts';

const SENDER_KANA_LENGTH_MAX = 48;

/** What is to be prepared. An order made anew keeps the draft of the first one, which may be past its time by then. */
type PreparationWish = Omit<PrepareTransfer, 'draftId'> & {
  readonly draftId: string | undefined;
  readonly isRenewal: boolean;
};

type ReadPreparation = (call: PreparationCall) => Promise<PreparationRow | undefined>;

export interface Preparation {
  readonly prepareTransfer: (call: PrepareTransfer) => Promise<PrepareTransferOutcome>;
  /** An order of another channel is shown, and needs what it cannot get here: `other_channel`. */
  readonly preparedTransfer: (
    contractId: string,
    orderId: string,
    channel: Channel,
  ) => Promise<PreparedTransfer | undefined>;
  /** The same transfer with the terms of now, as an order of its own. */
  readonly renew: (order: TransferOrder, channel: Channel) => Promise<PrepareTransferOutcome>;
}

/** The first half of 振込: from what was typed to an order with frozen terms. 確認. */
export function openPreparation(ports: TransferPorts, readOrder: ReadOrder): Preparation {
  const { database, bankDay } = ports;
  const read: ReadPreparation = batched(async (calls: readonly PreparationCall[]) => {
    const { today, now } = await bankDay();
    return listPreparations(database, calls, today, now);
  });
  const freeze = openFreezing(ports);
  const prepare = async (wish: PreparationWish): Promise<PrepareTransferOutcome> => {
    const found = await findParties(ports, read, wish);
    return 'reason' in found ? refused(found) : freeze(wish, found.row, found.payee);
  };
  return {
    prepareTransfer: (call) => prepare({ ...call, isRenewal: false }),
    preparedTransfer: async (contractId, orderId, channel) => {
      const order = await readOrder(contractId, orderId);
      return order && viewOf(ports, order, channel, await bankDay());
    },
    renew: (order, channel) =>
      prepare({
        contractId: order.contractId,
        channel,
        draftId: order.draftId ?? undefined,
        isRenewal: true,
        fromAccountId: order.terms.fromAccountId,
        payee: order.terms.payee,
        amount: order.terms.amount,
        payeeKana: order.terms.payee.kana,
        nameSource: order.terms.nameSource,
      }),
  };
}

const refused = (refusal: TransferRefusal): PrepareTransferOutcome => ({ outcome: 'refused', ...refusal });

/** Both sides of the transfer, or what is wrong with them, in the order of the page's fields. */
async function findParties(
  ports: TransferPorts,
  read: ReadPreparation,
  wish: PreparationWish,
): Promise<{ readonly row: PreparationRow; readonly payee: PayeeView } | TransferRefusal> {
  const { directory, configuration } = ports;
  const { payee } = wish;
  if (!wish.isRenewal && !isUuid(wish.draftId ?? '')) return { reason: 'draft_unknown' };
  if (!isUuid(wish.fromAccountId)) return { reason: 'account_unknown' };
  const isOwn = payee.bankCode === configuration.ownBank.code;
  const accountNumber = accountNumberOf(payee.accountNumber);
  const row = await read({
    contractId: wish.contractId,
    draftId: wish.isRenewal ? undefined : wish.draftId,
    fromAccountId: wish.fromAccountId,
    own:
      isOwn && accountNumber !== undefined
        ? { branchCode: payee.branchCode, kind: payee.accountKind, accountNumber }
        : undefined,
  });
  if (row === undefined) return { reason: 'account_unknown' };
  if (!row.isDraftOpen) return { reason: 'draft_unknown' };
  const misdirected = judgePayee(payee, directory);
  if (misdirected) return misdirected;
  if (isOwn && row.toAccountId === null) return { reason: 'payee_account_unknown' };
  if (row.toAccountId === wish.fromAccountId) return { reason: 'same_account' };
  // Within the bank the name is known, whatever was typed.
  const kana = isOwn
    ? payeeKanaOf(row.toHolderKana ?? '').slice(0, PAYEE_KANA_LENGTH_MAX)
    : payeeKanaOf(wish.payeeKana);
  const misnamed = judgePayeeKana(kana);
  if (misnamed) return misnamed;
  return {
    row,
    payee: viewOfPayee(ports, { ...payee, accountNumber: present(accountNumber, 'it was judged') }, kana),
  };
}

const viewOfPayee = ({ directory }: TransferPorts, payee: Payee, kana: string): PayeeView => ({
  bankCode: payee.bankCode,
  bankName: directory.bankOf(payee.bankCode)?.name ?? payee.bankCode,
  branchCode: payee.branchCode,
  branchName: directory.branchOf(payee.bankCode, payee.branchCode)?.name ?? payee.branchCode,
  accountKind: payee.accountKind,
  accountNumber: payee.accountNumber,
  kana,
});

const wishOf = (wish: PreparationWish, row: PreparationRow, payee: PayeeView): TransferWish => ({
  fromAccountId: wish.fromAccountId,
  fromBranchCode: row.fromBranchCode,
  fromKind: row.fromKind,
  fromAccountNumber: row.fromAccountNumber,
  senderKana: halfWidthKana(row.senderKana).slice(0, SENDER_KANA_LENGTH_MAX),
  payee,
  ...(row.toAccountId === null ? {} : { toAccountId: row.toAccountId }),
  nameSource: row.toAccountId === null ? wish.nameSource : 'inquiry',
  amount: wish.amount,
});

/** Judges the terms of now, and freezes them with an order of ten minutes. */
function openFreezing(ports: TransferPorts) {
  const { database, configuration, bankDay } = ports;
  const makeOrder = openMakeOrder(database);
  return async (
    wish: PreparationWish,
    row: PreparationRow,
    payee: PayeeView,
  ): Promise<PrepareTransferOutcome> => {
    const moment = await bankDay();
    const timing = timingOf(moment, payee.bankCode, configuration);
    const terms = termsOf(wishOf(wish, row, payee), timing, configuration.fees);
    const refusal = judgeTransfer({
      fromAccountId: terms.fromAccountId,
      toAccountId: terms.toAccountId,
      amount: terms.amount,
      total: totalOf(terms),
      balance: row.balance,
      need: transferNeedOf(row, wish.channel, moment, configuration),
    });
    if (refusal) return refused(refusal);
    const encoded = encodeTerms(terms);
    const order = await makeOrder(
      {
        contractId: wish.contractId,
        draftId: wish.draftId,
        kind: 'transfer',
        channel: wish.channel,
        terms: encoded,
        termsDigest: digestOf(encoded),
        limitYen: terms.amount,
        preparedAt: moment.now,
        expiresAt: epochSeconds(moment.now + configuration.orders.orderSeconds),
      },
      moment.today,
    );
    const prepared = { ...row, ...order, draftId: order.draftId ?? null, state: 'prepared' as const, terms };
    return { outcome: 'prepared', order: viewOf(ports, prepared, wish.channel, moment) };
  };
}

/** What the confirm page shows, from the very lines that execution posts. */
function viewOf(
  { configuration }: TransferPorts,
  order: Omit<TransferOrder, 'subject' | 'receiptNumber' | 'executedAt' | 'termsDigest'>,
  channel: Channel,
  moment: BankMoment,
): PreparedTransfer {
  const { terms, balance } = order;
  const elsewhere = judgeChannel(order, channel);
  return {
    orderId: order.orderId,
    ...(order.draftId === null ? {} : { draftId: order.draftId }),
    state: orderStateOf(order, moment.now),
    terms,
    total: totalOf(terms),
    balance,
    balanceAfter: yen(balance + changeOf(postingLinesOf(terms), terms.fromAccountId)),
    need: elsewhere
      ? { need: 'refused', ...elsewhere }
      : transferNeedOf(order, channel, moment, configuration),
    preparedAt: order.preparedAt,
    expiresAt: order.expiresAt,
  };
}
