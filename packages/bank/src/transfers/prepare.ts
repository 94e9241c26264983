import { epochSeconds, isUuid, yen } from '@warifu/base';
import { batched } from '@warifu/pg';
import type { BankMoment } from '../calendar/bank-day.ts';
import type { Channel } from '../contracts/contract.ts';
import { changeOf } from '../ledger/posting.ts';
import { openMakeOrder } from '../orders/make-order.ts';
import { orderStateOf } from '../orders/order.ts';
import { digestOf } from '../orders/terms-digest.ts';
import { judgeChannel, transferNeedOf } from './facts.ts';
import { judgeTransfer } from './judge.ts';
import { listPreparations, type PreparationCall, type PreparationRow } from './queries.ts';
import type { ReadOrder, TransferOrder } from './read-order.ts';
import { ownAccountOf, type ResolvedPayee, resolvePayee } from './resolve-payee.ts';
import { encodeTerms, postingLinesOf, senderKanaOf, type TransferWish, termsOf, totalOf } from './terms.ts';
import { timingOf } from './timing.ts';
import type {
  PreparedTransfer,
  PrepareTransfer,
  PrepareTransferOutcome,
  TransferRefusal,
} from './transfer.ts';
import type { TransferPorts } from './transfer-ports.ts';

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
  const read: ReadPreparation = batched(
    async (calls: readonly PreparationCall[]) => {
      const { today, now } = await bankDay();
      return listPreparations(database, calls, today, now);
    },
    { name: 'preparation', watch: database.watch },
  );
  const freeze = openFreezing(ports);
  const prepare = async (wish: PreparationWish): Promise<PrepareTransferOutcome> => {
    const found = await findParties(ports, read, wish);
    return 'reason' in found ? refused(found) : freeze(wish, found);
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

interface Parties {
  readonly row: PreparationRow;
  readonly resolved: ResolvedPayee;
}

/** Both sides of the transfer, or what is wrong with them, in the order of the page's fields. */
async function findParties(
  { directory, configuration: { ownBank } }: TransferPorts,
  read: ReadPreparation,
  wish: PreparationWish,
): Promise<Parties | TransferRefusal> {
  if (!wish.isRenewal && !isUuid(wish.draftId ?? '')) return { reason: 'draft_unknown' };
  if (!isUuid(wish.fromAccountId)) return { reason: 'account_unknown' };
  const row = await read({
    contractId: wish.contractId,
    draftId: wish.isRenewal ? undefined : wish.draftId,
    fromAccountId: wish.fromAccountId,
    own: ownAccountOf(wish.payee, ownBank),
  });
  if (row === undefined) return { reason: 'account_unknown' };
  if (!row.isDraftOpen) return { reason: 'draft_unknown' };
  const { toAccountId, toHolderKana } = row;
  const own = toAccountId === null ? undefined : { accountId: toAccountId, holderKana: toHolderKana ?? '' };
  const resolved = resolvePayee(wish, own, { directory, ownBank });
  if ('reason' in resolved) return resolved;
  return toAccountId === wish.fromAccountId ? { reason: 'same_account' } : { row, resolved };
}

const wishOf = (wish: PreparationWish, { row, resolved }: Parties): TransferWish => ({
  fromAccountId: wish.fromAccountId,
  fromBranchCode: row.fromBranchCode,
  fromKind: row.fromKind,
  fromAccountNumber: row.fromAccountNumber,
  senderKana: senderKanaOf(row.senderKana),
  ...resolved,
  amount: wish.amount,
});

/** Judges the terms of now, and freezes them with an order of ten minutes. */
function openFreezing(ports: TransferPorts) {
  const { database, configuration, bankDay } = ports;
  const makeOrder = openMakeOrder(database);
  return async (wish: PreparationWish, parties: Parties): Promise<PrepareTransferOutcome> => {
    const { row } = parties;
    const moment = await bankDay();
    const timing = timingOf(moment, parties.resolved.payee.bankCode, configuration);
    const terms = termsOf(wishOf(wish, parties), timing, configuration.fees);
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
