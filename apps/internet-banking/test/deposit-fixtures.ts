import type {
  Bank,
  BookingTerms,
  CancelBookingTerms,
  ClosingTerms,
  OpenTimeDepositTerms,
  OrderCall,
  OrderKind,
  PlannedOrder,
  TimeDepositOffer,
  TimeDepositView,
  TreatmentTerms,
} from '@warifu/bank';
import { businessDate, epochSeconds, yen } from '@warifu/base';
import { IDS, NOW, RECEIPT, TODAY } from './fixtures.ts';

const rate = (thousandths: bigint) => thousandths as TimeDepositView['rate'];
const zero = yen(0n);

const ACCOUNT = {
  accountId: IDS.deposit,
  branchCode: '002',
  kind: 'time_deposit',
  accountNumber: '0123456',
} as const;
const TO = {
  accountId: IDS.account,
  branchCode: '002',
  kind: 'ordinary',
  accountNumber: '1234567',
} as const;

const OPENED_ON = businessDate('2025-11-20');
const MATURITY_ON = businessDate('2027-11-20');

const TERM = {
  principal: yen(3_000_000n),
  rate: rate(325n),
  from: OPENED_ON,
  to: MATURITY_ON,
  days: 730,
  interest: yen(19_500n),
};

const INTERIM = { gross: yen(6_810n), national: yen(1_042n), local: yen(340n), net: yen(5_428n) };

const DEPOSIT: TimeDepositView = {
  depositId: IDS.deposit,
  account: ACCOUNT,
  to: TO,
  principal: TERM.principal,
  termMonths: 24,
  rate: TERM.rate,
  rateValidFrom: businessDate('2025-10-01'),
  openedOn: OPENED_ON,
  maturityOn: MATURITY_ON,
  atMaturity: 'renew_with_interest',
  isBooked: false,
  state: 'running',
  isMatured: false,
  term: TERM,
  interims: [{ on: businessDate('2026-11-20'), ...INTERIM }],
  acts: { close: 'early', book: true, cancelBooking: false, changeTreatment: true },
  renewedFrom: IDS.otherAccount,
};

/** Everything that a deposit can say at once, and the longest. */
export const longestDeposit: TimeDepositView = {
  ...DEPOSIT,
  principal: yen(9_999_999n),
  isBooked: true,
  closesOn: MATURITY_ON,
  interims: Array.from({ length: 4 }, () => ({ on: MATURITY_ON, ...INTERIM })),
  acts: { close: 'early', book: true, cancelBooking: true, changeTreatment: true },
  renewedTo: IDS.deposit,
  end: {
    on: MATURITY_ON,
    by: 'too_large',
    interest: yen(-12_345n),
    national: yen(-1_890n),
    local: yen(-617n),
    paidOut: yen(9_990_161n),
  },
};

const OFFER: TimeDepositOffer = {
  today: TODAY,
  rates: [1, 3, 6, 12, 24, 36, 48, 60].map((termMonths) => ({
    termMonths,
    rate: rate(BigInt(100 + termMonths)),
    validFrom: businessDate('2026-10-01'),
  })),
  principalMin: yen(10_000n),
  principalMax: yen(9_999_999n),
};

const OPENING: OpenTimeDepositTerms = {
  fromAccountId: IDS.account,
  from: TO,
  amount: TERM.principal,
  termMonths: 24,
  atMaturity: 'renew_with_interest',
  rate: TERM.rate,
  rateValidFrom: businessDate('2026-10-01'),
  openedOn: OPENED_ON,
  maturityOn: MATURITY_ON,
  term: TERM,
  interest: { gross: yen(19_500n), national: yen(2_985n), local: yen(974n), net: yen(15_541n) },
  interimDays: [businessDate('2026-11-20')],
};

const AT_MATURITY: BookingTerms['closing'] = {
  term: TERM,
  interim: INTERIM,
  rest: yen(12_690n),
  afterMaturity: { ...TERM, rate: rate(200n), from: MATURITY_ON, days: 2, interest: yen(32n) },
  interest: { gross: yen(12_722n), national: yen(1_948n), local: yen(636n), net: yen(10_138n) },
  principal: TERM.principal,
  payout: yen(3_010_138n),
};

/** E is less than I: everything that an early closing can say. */
const EARLY: ClosingTerms['closing'] = {
  kind: 'early',
  term: TERM,
  early: {
    share: { fromMonths: 12, sharePercent: 50n, rate: rate(162n) },
    ordinaryRate: rate(200n),
    rate: rate(200n),
  },
  earned: { ...TERM, rate: rate(200n), days: 368, interest: yen(6_049n) },
  interim: INTERIM,
  interest: { gross: zero, national: zero, local: zero, net: zero },
  takenBack: yen(761n),
  nationalGivenBack: yen(116n),
  localGivenBack: yen(38n),
  principal: TERM.principal,
  payout: yen(2_999_393n),
  lost: yen(13_451n),
};

const CLOSING: ClosingTerms = {
  depositId: IDS.deposit,
  account: ACCOUNT,
  to: TO,
  openedOn: OPENED_ON,
  maturityOn: MATURITY_ON,
  termMonths: 24,
  closedOn: TODAY,
  closing: EARLY,
};

const BOOKING: BookingTerms = {
  depositId: IDS.deposit,
  account: ACCOUNT,
  to: TO,
  maturityOn: MATURITY_ON,
  closesOn: businessDate('2027-11-22'),
  closing: AT_MATURITY,
};

const CANCELLING: CancelBookingTerms = {
  depositId: IDS.deposit,
  account: ACCOUNT,
  principal: TERM.principal,
  maturityOn: MATURITY_ON,
  atMaturity: 'renew_principal',
};

const TREATMENT: TreatmentTerms = {
  depositId: IDS.deposit,
  account: ACCOUNT,
  principal: TERM.principal,
  maturityOn: MATURITY_ON,
  before: 'renew_principal',
  atMaturity: 'keep',
};

const PREPARED = {
  channel: 'pc',
  state: 'prepared',
  preparedAt: NOW,
  expiresAt: epochSeconds(NOW + 600),
} as const;

/** An order that waits for 実行, under one id, and one that is executed, under another. */
function orderOf<Terms>(kind: OrderKind, need: 'otp' | 'nothing', terms: Terms) {
  const order: PlannedOrder<Terms> = { ...PREPARED, orderId: IDS.order, kind, terms, need: { need } };
  return ({ orderId }: Pick<OrderCall, 'orderId'>): PlannedOrder<Terms> | undefined => {
    if (orderId === IDS.order) return order;
    if (orderId !== IDS.doneOrder) return undefined;
    const { receiptNumber, executedAt } = RECEIPT;
    return { ...order, orderId, state: 'executed', receipt: { receiptNumber, executedAt } };
  };
}

export const DEPOSITS = {
  opening: orderOf('time_deposit_opening', 'nothing', OPENING),
  treatment: orderOf('time_deposit_treatment', 'nothing', TREATMENT),
  booking: orderOf('maturity_booking', 'otp', BOOKING),
  cancelling: orderOf('booking_cancelling', 'otp', CANCELLING),
  closing: orderOf('time_deposit_closing', 'otp', CLOSING),
};

/** Both ends of an order, as a bank that says yes gives them. */
function life<Terms>(find: (call: Pick<OrderCall, 'orderId'>) => PlannedOrder<Terms> | undefined) {
  const at = (orderId: string): PlannedOrder<Terms> => {
    const order = find({ orderId });
    if (order === undefined) throw new Error('the fixtures have this order');
    return order;
  };
  return {
    find: async (call: OrderCall) => find(call),
    prepare: async () => ({ outcome: 'prepared' as const, order: at(IDS.order) }),
    execute: async () => ({ outcome: 'executed' as const, order: at(IDS.doneOrder) }),
  };
}

const opening = life(DEPOSITS.opening);
const treatment = life(DEPOSITS.treatment);
const booking = life(DEPOSITS.booking);
const cancelling = life(DEPOSITS.cancelling);
const closing = life(DEPOSITS.closing);

export const timeDeposits: Partial<Bank> = {
  timeDepositOffer: async () => OFFER,
  listTimeDeposits: async () => [DEPOSIT, { ...longestDeposit, depositId: IDS.otherAccount }],
  timeDepositOf: async (_contractId, depositId) => (depositId === IDS.deposit ? DEPOSIT : undefined),
  prepareTimeDeposit: opening.prepare,
  timeDepositOrder: opening.find,
  executeTimeDeposit: opening.execute,
  prepareTreatment: treatment.prepare,
  treatmentOrder: treatment.find,
  executeTreatment: treatment.execute,
  prepareBooking: booking.prepare,
  bookingOrder: booking.find,
  executeBooking: booking.execute,
  prepareCancelBooking: cancelling.prepare,
  cancelBookingOrder: cancelling.find,
  executeCancelBooking: cancelling.execute,
  prepareClosing: closing.prepare,
  closingOrder: closing.find,
  executeClosing: closing.execute,
};
