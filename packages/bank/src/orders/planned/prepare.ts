import { epochSeconds, isUuid, present } from '@warifu/base';
import type { BankMoment } from '../../calendar/bank-day.ts';
import type { Channel } from '../../contracts/contract.ts';
import { openMakeOrder } from '../make-order.ts';
import { digestOf } from '../terms-digest.ts';
import type { CommonRefusal, OrderPlan, PrepareCall, PrepareOutcome, Reason } from './plan.ts';
import type { PlannedPorts } from './planned-ports.ts';
import { findContract, isDraftOpen } from './queries.ts';
import { judgeLimit, limitReadFor, limitYenOf, needFor, readOrder, viewOf } from './read.ts';

/** An order made anew keeps the draft of the first one, which may be past its time by then. */
type Preparation<Wish> = PrepareCall<Wish> & { readonly isRenewal?: boolean };

/** From a wish to an order with frozen terms. 確認. */
export function openPreparation<Wish, Terms, Refusal extends Reason>(
  ports: PlannedPorts,
  plan: OrderPlan<Wish, Terms, Refusal>,
): (call: Preparation<Wish>) => Promise<PrepareOutcome<Terms, Refusal>> {
  const { database, configuration, bankDay } = ports;
  const makeOrder = openMakeOrder(database);
  return async (call) => {
    const { contractId, channel, draftId, wish } = call;
    const moment = await bankDay();
    const refusal = await judgeFirst(ports, plan, call, moment);
    if (refusal) return { outcome: 'refused', ...refusal };
    const drawn = await plan.termsNow(database.kysely, { contractId, wish, moment });
    if ('reason' in drawn) return { outcome: 'refused', ...drawn };
    const { terms } = drawn;
    const over = await judgeLast(ports, plan, { contractId, channel, terms }, moment);
    if (over) return { outcome: 'refused', ...over };
    const encoded = plan.encode(terms);
    const { orderId } = await makeOrder(
      {
        contractId,
        draftId,
        kind: plan.kind,
        channel,
        terms: encoded,
        termsDigest: digestOf(encoded),
        limitYen: limitYenOf(plan, terms),
        preparedAt: moment.now,
        expiresAt: epochSeconds(moment.now + configuration.orders.orderSeconds),
      },
      moment.today,
    );
    const made = await readOrder(database.kysely, plan, { contractId, orderId }, moment.today);
    const order = present(made, 'the order was written');
    return { outcome: 'prepared', order: viewOf(plan.kind, order, channel, moment, configuration) };
  };
}

/** What nothing that was typed could change: nobody is to look for the mistake in it. */
async function judgeFirst<Wish, Terms, Refusal extends Reason>(
  { database, configuration }: PlannedPorts,
  { kind, draftKind = kind }: OrderPlan<Wish, Terms, Refusal>,
  { contractId, channel, draftId, isRenewal = false }: Preparation<Wish>,
  moment: BankMoment,
): Promise<CommonRefusal | undefined> {
  const row = await findContract(database.kysely, contractId, limitReadFor(kind), moment.today);
  const need = needFor(kind, present(row, 'a session has a contract'), channel, moment, configuration);
  if (need.need === 'refused') return { reason: 'not_allowed', because: need };
  if (draftId === undefined || isRenewal) return undefined;
  const isOpen =
    isUuid(draftId) &&
    (await isDraftOpen(database.kysely, { contractId, draftId, kind: draftKind }, moment.now));
  return isOpen ? undefined : { reason: 'draft_unknown' };
}

async function judgeLast<Wish, Terms, Refusal extends Reason>(
  { database, configuration }: PlannedPorts,
  plan: OrderPlan<Wish, Terms, Refusal>,
  {
    contractId,
    channel,
    terms,
  }: { readonly contractId: string; readonly channel: Channel; readonly terms: Terms },
  moment: BankMoment,
): Promise<CommonRefusal | undefined> {
  const amount = limitYenOf(plan, terms);
  if (amount === 0n) return undefined;
  const row = await findContract(database.kysely, contractId, limitReadFor(plan.kind), moment.today);
  const contract = present(row, 'a session has a contract');
  return judgeLimit(needFor(plan.kind, contract, channel, moment, configuration), amount);
}
