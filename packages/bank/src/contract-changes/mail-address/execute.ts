import { Bug, present } from '@warifu/base';
import { type Tx, transact } from '@warifu/pg';
import type { Approval } from '../../approval/approval.ts';
import { keepUnspent, openApprove } from '../../approval/approve.ts';
import { judgeCodes } from '../../approval/judge-codes.ts';
import { insertAudit } from '../../audit/record.ts';
import type { BankMoment } from '../../calendar/bank-day.ts';
import type { BankConfiguration } from '../../configuration.ts';
import type { Channel } from '../../contracts/contract.ts';
import { executeWithoutMoney, lockOrder } from '../../orders/execute-order.ts';
import { orderStateOf } from '../../orders/order.ts';
import type { BankTables } from '../../tables.ts';
import type {
  ExecuteMailAddress,
  ExecuteMailAddressOutcome,
  ExecuteMailAddressRefusal,
  MailAddresses,
} from './mail-address.ts';
import type { MailAddressPorts } from './mail-address-ports.ts';
import { type DrawnNumber, drawNumber, sendNumber } from './mailed-number.ts';
import { insertChange } from './queries.ts';
import { type AddressOrder, addressNeedOf, readOrder } from './read-order.ts';

type Refused = { readonly outcome: 'refused' } & ExecuteMailAddressRefusal;
const refused = (refusal: ExecuteMailAddressRefusal): Refused => ({ outcome: 'refused', ...refusal });

/**
 * The code of the registered token, and a number goes to the new address. 実行.
 *
 * All that can be judged is judged before a code is spent, and again under the locks. Executing an order twice asks for
 * no second code and mails no second number.
 */
export function openExecution(ports: MailAddressPorts): MailAddresses['executeMailAddress'] {
  const { database, configuration, bankDay } = ports;
  const approve = openApprove(ports);
  return async (call) => {
    const order = await readOrder(database.kysely, call.contractId, call.orderId);
    if (order === undefined) return refused({ reason: 'order_unknown' });
    if (order.state === 'executed') return { outcome: 'executed' };
    const refusal = judge(order, call.channel, await bankDay(), configuration);
    if (refusal) return await note(ports, order, call, refusal);
    const typed = judgeCodes(call);
    if ('reason' in typed) return refused(typed);
    const { orderId, contractId, subject, termsDigest } = order;
    const asked = {
      orderId,
      contractId,
      subject,
      termsDigest,
      purpose: 'mail_address',
      channel: call.channel,
    };
    const approved = await approve.byCode(asked, typed.code, typed.nextCode);
    if (approved.outcome === 'refused') return refusedBy(approved.reason);
    const run = await execute(ports, order, approved.approval, call);
    if (run.outcome === 'refused') return await note(ports, order, call, run);
    if (run.number !== undefined) await sendNumber(ports, order, run.number);
    return { outcome: 'executed' };
  };
}

function refusedBy(
  reason: Extract<
    Awaited<ReturnType<ReturnType<typeof openApprove>['byCode']>>,
    { readonly outcome: 'refused' }
  >['reason'],
): Refused {
  if (reason === 'confirmation_refused') throw new Bug('a code is not refused as a password');
  return refused({ reason });
}

function judge(
  order: AddressOrder,
  channel: Channel,
  moment: BankMoment,
  configuration: BankConfiguration,
): ExecuteMailAddressRefusal | undefined {
  if (orderStateOf(order, moment.now) !== 'prepared') return { reason: 'order_expired' };
  const need = addressNeedOf(order, channel, moment, configuration);
  if (need.need === 'refused') return { reason: 'not_allowed', because: need };
  if (order.terms.before !== order.currentAddress) return { reason: 'terms_outdated' };
  return undefined;
}

/** `number` is absent where another call executed the order first. */
async function execute(
  ports: MailAddressPorts,
  order: AddressOrder,
  approval: Approval,
  { channel }: ExecuteMailAddress,
): Promise<{ readonly outcome: 'executed'; readonly number?: DrawnNumber } | Refused> {
  const { contractId, orderId } = order;
  return await transact(ports.database.kysely, async (tx) => {
    await lockOrder(tx, contractId, orderId);
    const moment = await ports.bankDay(tx);
    const locked = present(await readOrder(tx, contractId, orderId), 'a locked order is there');
    if (locked.state === 'executed') return { outcome: 'executed' };
    const refusal =
      judge(locked, channel, moment, ports.configuration) ??
      (approval.expiresAt <= moment.now ? ({ reason: 'code_missing' } as const) : undefined);
    if (refusal) {
      await keepUnspent(tx, [approval]);
      return refused(refusal);
    }
    const number = drawNumber(ports, orderId, 1, moment.now);
    await executeWithoutMoney(tx, approval, moment.now, moment.today);
    await insertChange(
      tx,
      { orderId, contractId, mailAddress: locked.terms.mailAddress },
      number,
      moment.now,
    );
    await noteExecuted(tx, locked, channel, moment);
    return { outcome: 'executed', number };
  });
}

const noteExecuted = (
  tx: Tx<BankTables>,
  { contractId, orderId, receiptNumber }: AddressOrder,
  channel: Channel,
  { now }: BankMoment,
): Promise<void> =>
  insertAudit(tx, [
    {
      at: now,
      actor: { kind: 'customer', id: contractId },
      act: 'mail_address_ordered',
      contractId,
      orderId,
      detail: { receiptNumber, method: 'otp', channel },
    },
  ]);

/** Writes down what was refused and why. */
async function note(
  { database, clock }: MailAddressPorts,
  { contractId, orderId }: AddressOrder,
  { channel }: ExecuteMailAddress,
  refusal: ExecuteMailAddressRefusal,
): Promise<ExecuteMailAddressOutcome> {
  await transact(database.kysely, (tx) =>
    insertAudit(tx, [
      {
        at: clock(),
        actor: { kind: 'customer', id: contractId },
        act: 'mail_address_refused',
        contractId,
        orderId,
        detail: { reason: refusal.reason, channel },
      },
    ]),
  );
  return refused(refusal);
}
