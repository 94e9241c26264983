import { type Channel, fillSessions } from '@warifu/bank';
import { epochSeconds, present, yen } from '@warifu/base';
import { GOOD_CODE } from '../../packages/bank/test/support/authority.ts';
import { powerBill } from '../../packages/bank/test/support/pay-easy.ts';
import type { IntrudersGround } from './ground.ts';

/** A customer in whose place others try to act. */
export interface Customer {
  readonly contractId: string;
  readonly contractNumber: string;
  readonly accountIds: readonly [string, string];
  readonly accountNumbers: readonly string[];
}

const DAY = 86_400;
const OTHER_BANK = {
  bankCode: '0005',
  branchCode: '001',
  accountKind: 'ordinary',
  accountNumber: '7654321',
} as const;
/** Written so that each is found in any page that shows it. */
const HOLDER = { kanji: '標的 花子', kana: 'ヒヨウテキ ハナコ' };
const SECRETS = {
  mailAddress: 'hyoteki@mihon.example',
  payeeKana: 'ﾋﾐﾂ ﾉ ｱｲﾃ',
  nickname: 'ひみつの名前',
  street: '秘密町 9-8-7',
  amount: 12_345n,
};

export async function openCustomer(
  { bank, codes, query, time }: IntrudersGround,
  holder = { kanji: '架空 次郎', kana: 'カクウ ジロウ' },
  mailAddress = 'jiro@kakuu.example',
): Promise<Customer> {
  const opened = await bank.openContract({
    holder,
    mailAddress,
    branchCode: '001',
    loginPassword: 'Kawara-no-tsuki-7',
    confirmationPassword: 'Kakunin-shima-2',
    keepsPassword: true,
    deposits: [yen(9_000_000n), yen(8_000_000n)],
  });
  await query(`update bank.contract set otp_mark = 'registered' where id = $1`, [opened.contractId]);
  codes.bindings.set(opened.subject, { tokenId: 'WRSM00000001', boundAt: time.now });
  const accounts = await bank.listAccounts(opened.contractId);
  const [first, second] = accounts.map(({ accountId }) => accountId);
  return {
    contractId: opened.contractId,
    contractNumber: opened.contractNumber,
    accountIds: [present(first, 'a first account'), present(second, 'a second account')],
    accountNumbers: accounts.map(({ accountNumber }) => accountNumber),
  };
}

/** A session as if just logged in. The contract has no other one open. */
export async function sessionOf(
  { ports }: IntrudersGround,
  { contractId }: Customer,
  channel: Channel,
): Promise<string> {
  const [filled] = await fillSessions(ports, [contractId], channel);
  return present(filled, 'the session is there').sessionToken;
}

/** What every `prepare…` of the bank answers. */
type Prepared =
  | { readonly outcome: 'prepared'; readonly order: { readonly orderId: string } }
  | { readonly outcome: 'refused'; readonly reason: string };

async function orderOf(prepared: Promise<Prepared>): Promise<string> {
  const outcome = await prepared;
  if (outcome.outcome !== 'prepared') throw new Error(`refused: ${outcome.reason}`);
  return outcome.order.orderId;
}

async function executed(outcome: Promise<{ readonly outcome: string; readonly reason?: string }>) {
  const { outcome: how, reason } = await outcome;
  if (how !== 'executed') throw new Error(`not executed: ${reason}`);
}

/** By the place of the route table where each stands: the longest beginning that fits is the one. */
export type Objects = Readonly<Record<string, string>>;

export interface FirstCustomer extends Customer {
  readonly objects: Objects;
  /** What no page for anybody else may hold. */
  readonly marks: readonly string[];
}

type Ground = IntrudersGround;
type Call = { readonly contractId: string; readonly channel: 'pc' };

async function transfers(ground: Ground, customer: Customer, call: Call): Promise<Objects> {
  const { bank } = ground;
  const { payeeKana, nickname, amount } = SECRETS;
  const { contractId } = customer;
  const [fromAccountId, toAccountId] = customer.accountIds;
  const typed = { payee: OTHER_BANK, payeeKana, nameSource: 'typed' } as const;
  const prepareOne = async () => {
    const { draftId } = await bank.startDraft(contractId, 'transfer', 'pc');
    return orderOf(bank.prepareTransfer({ ...call, ...typed, draftId, fromAccountId, amount: yen(amount) }));
  };
  const receipt = await prepareOne();
  await executed(bank.executeTransfer({ ...call, orderId: receipt, code: GOOD_CODE }));
  const { draftId } = await bank.startDraft(contractId, 'transfer', 'pc');
  await bank.saveDraft(contractId, draftId, {
    ...OTHER_BANK,
    fromAccountId,
    payeeKana,
    inquiry: 'unavailable',
    amount: String(amount),
  });
  const wish = { ...typed, fromAccountId, amount: yen(amount), date: nextWednesday(ground) };
  const booked = await orderOf(bank.prepareScheduledTransfer({ ...call, wish }));
  await executed(bank.executeScheduledTransfer({ ...call, orderId: booked, code: GOOD_CODE }));
  const payee = await orderOf(bank.preparePayee({ ...call, wish: { ...typed, nickname } }));
  await executed(bank.executePayee({ ...call, orderId: payee, code: GOOD_CODE }));
  const [registered] = await bank.listPayees(contractId);
  const other = { ...typed, payee: { ...OTHER_BANK, accountNumber: '7654322' }, nickname };
  return {
    '/transfer/:draftId': draftId,
    '/transfer/orders/:orderId': await prepareOne(),
    '/transfer/receipts/:orderId': receipt,
    '/transfer/bookings/:orderId': await orderOf(bank.prepareScheduledTransfer({ ...call, wish })),
    '/transfer/bookings/:orderId/cancel': booked,
    '/transfer/cancellings/:orderId': await orderOf(
      bank.prepareCancelling({ ...call, wish: { cancelledOrderId: booked } }),
    ),
    '/payees/orders/:orderId': await orderOf(bank.preparePayee({ ...call, wish: other })),
    '/payees/:payeeId': present(registered, 'a payee was registered').payeeId,
    '/own-transfer/orders/:orderId': await orderOf(
      bank.prepareOwnTransfer({ ...call, wish: { fromAccountId, toAccountId, amount: yen(amount) } }),
    ),
  };
}

async function bills({ bank, payEasy }: Ground, customer: Customer, call: Call): Promise<Objects> {
  const [fromAccountId] = customer.accountIds;
  const prepareOne = async (ending: string) => {
    const numbers = payEasy.addBill(powerBill(ending), SECRETS.amount);
    const { draftId } = await bank.startDraft(customer.contractId, 'bill_payment', 'pc');
    const fields = { paymentCategory: '', ...numbers };
    await bank.saveDraft(customer.contractId, draftId, { ...fields, fromAccountId });
    const orderId = await orderOf(bank.prepareBillPayment({ ...call, draftId, fromAccountId, ...fields }));
    return { draftId, orderId };
  };
  const paid = await prepareOne('101');
  await executed(bank.executeBillPayment({ ...call, orderId: paid.orderId, code: GOOD_CODE }));
  const open = await prepareOne('102');
  return {
    '/pay-easy/:draftId': open.draftId,
    '/pay-easy/orders/:orderId': open.orderId,
    '/pay-easy/receipts/:orderId': paid.orderId,
  };
}

async function deposits(
  { bank }: Ground,
  { contractId, accountIds }: Customer,
  call: Call,
): Promise<Objects> {
  const [fromAccountId] = accountIds;
  const opening = {
    fromAccountId,
    amount: yen(123_450n),
    termMonths: 12,
    atMaturity: 'renew_principal',
  } as const;
  const prepareOne = () => orderOf(bank.prepareTimeDeposit({ ...call, wish: opening }));
  for (const orderId of [await prepareOne(), await prepareOne()])
    await executed(bank.executeTimeDeposit({ ...call, orderId }));
  const [first, second] = (await bank.listTimeDeposits(contractId)).map(({ depositId }) => ({ depositId }));
  const deposit = present(first, 'one deposit');
  const booked = present(second, 'another deposit');
  const booking = await orderOf(bank.prepareBooking({ ...call, wish: booked }));
  await executed(bank.executeBooking({ ...call, orderId: booking, code: GOOD_CODE }));
  const treatment = { ...deposit, atMaturity: 'renew_with_interest' } as const;
  return {
    '/time-deposits/:depositId': deposit.depositId,
    '/time-deposits/open/orders/:orderId': await prepareOne(),
    '/time-deposits/treatment/orders/:orderId': await orderOf(
      bank.prepareTreatment({ ...call, wish: treatment }),
    ),
    '/time-deposits/book/orders/:orderId': await orderOf(bank.prepareBooking({ ...call, wish: deposit })),
    '/time-deposits/cancel/orders/:orderId': await orderOf(
      bank.prepareCancelBooking({ ...call, wish: booked }),
    ),
    '/time-deposits/close/orders/:orderId': await orderOf(bank.prepareClosing({ ...call, wish: deposit })),
  };
}

const TOKYO_SECONDS = 9 * 3_600;
/** The day in Tokyo, some days from now. */
const dayAfter = ({ time }: Ground, days: number): Date =>
  new Date((time.now + TOKYO_SECONDS + days * DAY) * 1_000);

/** The first Wednesday that is some days off, on which the bank is open as on most Wednesdays. */
function nextWednesday(ground: Ground): string {
  const days = [3, 4, 5, 6, 7, 8, 9].map((ahead) => dayAfter(ground, ahead));
  return present(
    days.find((day) => day.getUTCDay() === 3),
    'a week has a Wednesday',
  )
    .toISOString()
    .slice(0, 10);
}

/** Whose first instalment is due tomorrow. */
const savingsWish = (ground: Ground) => ({
  instalment: yen(10_000n),
  instalments: 6,
  chosenDay: dayAfter(ground, 1).getUTCDate(),
});

const DAYS_MAX = 6;

/** Opens savings and lets the days pass until an instalment is paid, which waits for a business day: only then they can be closed. */
async function openSavings(ground: Ground, { accountIds, contractId }: Customer, call: Call): Promise<void> {
  const { bank, time } = ground;
  const wish = { ...savingsWish(ground), fromAccountId: accountIds[0] };
  const orderId = await orderOf(bank.prepareSavingsOpening({ ...call, wish }));
  await executed(bank.executeSavingsOpening({ ...call, orderId, code: GOOD_CODE }));
  for (let day = 0; day < DAYS_MAX; day += 1) {
    time.now = epochSeconds(time.now + DAY);
    while ((await bank.runDay()) > 0);
    time.now = epochSeconds(time.now + 1);
    const [opened] = await bank.listSavings(contractId);
    if (opened !== undefined && opened.paid > 0) return;
  }
  throw new Error('an instalment was paid');
}

async function savings(ground: Ground, { contractId, accountIds }: Customer, call: Call): Promise<Objects> {
  const { bank } = ground;
  const [opened] = await bank.listSavings(contractId);
  const { savingsId } = present(opened, 'savings were opened');
  const wish = { ...savingsWish(ground), fromAccountId: accountIds[0] };
  return {
    '/savings/:savingsId': savingsId,
    '/savings/open/:orderId': await orderOf(bank.prepareSavingsOpening({ ...call, wish })),
    '/savings/closing/:orderId': await orderOf(bank.prepareSavingsClosing({ ...call, wish: { savingsId } })),
  };
}

const ADDRESS = {
  postalCode: '1000001',
  prefecture: '東京都',
  city: '見本区',
  street: SECRETS.street,
  building: '',
  telephone: '0312345678',
} as const;

/** Asks the branch for a new address, which waits there. */
export async function askForAddress({ bank }: Ground, { contractId }: Customer): Promise<string> {
  const call = { contractId, channel: 'pc' } as const;
  const orderId = await orderOf(bank.prepareAddress({ ...call, wish: ADDRESS }));
  await executed(bank.executeAddress({ ...call, orderId, code: GOOD_CODE }));
  return orderId;
}

async function changes({ bank }: Ground, call: Call): Promise<Objects> {
  const mailed = await orderOf(bank.prepareMailAddress({ ...call, mailAddress: 'himitsu@mihon.example' }));
  await executed(bank.executeMailAddress({ ...call, orderId: mailed, code: GOOD_CODE }));
  const limit = { limitKind: 'transfer', limit: yen(300_000n) } as const;
  return {
    '/settings/limits/orders/:orderId': await orderOf(bank.prepareLimitChange({ ...call, wish: limit })),
    '/settings/mail-address/orders/:orderId': await orderOf(
      bank.prepareMailAddress({ ...call, mailAddress: 'naisho@mihon.example' }),
    ),
    '/settings/mail-address/orders/:orderId/number': mailed,
    '/settings/mail-address/orders/:orderId/resend': mailed,
    '/settings/address/orders/:orderId': await orderOf(bank.prepareAddress({ ...call, wish: ADDRESS })),
  };
}

/** Opens the first customer, who has one of everything that a page can show. */
export async function openFirstCustomer(ground: IntrudersGround): Promise<FirstCustomer> {
  const customer = await openCustomer(ground, HOLDER, SECRETS.mailAddress);
  const call = { contractId: customer.contractId, channel: 'pc' } as const;
  await openSavings(ground, customer, call);
  const objects = {
    '/statement/:accountId': customer.accountIds[0],
    ...(await transfers(ground, customer, call)),
    ...(await bills(ground, customer, call)),
    ...(await deposits(ground, customer, call)),
    ...(await savings(ground, customer, call)),
    ...(await changes(ground, call)),
  };
  const { mailAddress, payeeKana, nickname, street } = SECRETS;
  const marks = [HOLDER.kanji, 'ﾋﾖｳﾃｷ', mailAddress, payeeKana, nickname, street, '12,345', '123,450'];
  return { ...customer, objects, marks: [...marks, ...customer.accountNumbers] };
}
