import { rate } from '../interest/rate.ts';
import { decodeFigures, encodeFigures } from '../orders/planned/figures.ts';
import type { OrderPlan } from '../orders/planned/plan.ts';
import { markBooked, markTreatment } from './deposit-rows.ts';
import { accountOf, isMatured, judgeDeposit, paidToOf, termsOf } from './facts.ts';
import {
  closeAtMaturity,
  closingDayOf,
  interimInterests,
  payInterim,
  type TimeDepositRules,
} from './formulas.ts';
import { findDeposit, lockDeposits } from './queries.ts';
import type {
  BookingRefusal,
  BookingTerms,
  BookingWish,
  CancelBookingRefusal,
  CancelBookingTerms,
  TreatmentRefusal,
  TreatmentTerms,
  TreatmentWish,
} from './time-deposit.ts';

/** 満期時取扱の変更, until the day before maturity. */
export const TREATMENT: OrderPlan<TreatmentWish, TreatmentTerms, TreatmentRefusal> = {
  kind: 'time_deposit_treatment',
  encode: encodeFigures,
  decode: (encoded) => decodeFigures(encoded) as TreatmentTerms,
  wishOf: ({ depositId, atMaturity }) => ({ depositId, atMaturity }),
  lock: (tx, { depositId }) => lockDeposits(tx, [depositId]),
  termsNow: async (db, { contractId, wish, moment }) => {
    const judged = judgeDeposit(await findDeposit(db, contractId, wish.depositId), moment.today);
    if ('reason' in judged) return judged;
    const { row } = judged;
    if (isMatured(row, moment.today)) return { reason: 'matured' };
    if (row.atMaturity === wish.atMaturity) return { reason: 'treatment_same' };
    const { principal, maturityOn, atMaturity: before } = row;
    return { terms: { ...wish, account: accountOf(row), principal, maturityOn, before } };
  },
  carryOut: async (tx, { terms }) => {
    await markTreatment(tx, terms.depositId, terms.atMaturity);
    return { detail: { before: terms.before, after: terms.atMaturity } };
  },
};

/** 満期解約予約: a renewing deposit closes at this maturity. */
export const bookingPlan = (
  rules: TimeDepositRules,
): OrderPlan<BookingWish, BookingTerms, BookingRefusal> => ({
  kind: 'maturity_booking',
  encode: encodeFigures,
  decode: (encoded) => decodeFigures(encoded) as BookingTerms,
  wishOf: ({ depositId }) => ({ depositId }),
  lock: (tx, { depositId }) => lockDeposits(tx, [depositId]),
  termsNow: async (db, { contractId, wish, moment }) => {
    const judged = judgeDeposit(await findDeposit(db, contractId, wish.depositId), moment.today);
    if ('reason' in judged) return judged;
    const { row } = judged;
    if (isMatured(row, moment.today)) return { reason: 'matured' };
    if (row.atMaturity !== 'renew_with_interest' && row.atMaturity !== 'renew_principal')
      return { reason: 'not_renewing' };
    const { maturityOn } = row;
    const interims = interimInterests(termsOf(row), rules).map((interim) => payInterim(interim, rules));
    return {
      terms: {
        depositId: row.depositId,
        account: accountOf(row),
        to: paidToOf(row),
        maturityOn,
        closesOn: closingDayOf(maturityOn),
        // The ordinary rate of days to come is not known: those after maturity are left out.
        closing: closeAtMaturity(termsOf(row), interims, { on: maturityOn, ordinaryRate: rate(0n) }, rules),
      },
    };
  },
  carryOut: async (tx, { orderId, terms }) => {
    await markBooked(tx, terms.depositId, orderId);
    return {};
  },
});

/** 満期解約予約の取消, until the day before maturity. */
export const CANCEL_BOOKING: OrderPlan<BookingWish, CancelBookingTerms, CancelBookingRefusal> = {
  kind: 'booking_cancelling',
  encode: encodeFigures,
  decode: (encoded) => decodeFigures(encoded) as CancelBookingTerms,
  wishOf: ({ depositId }) => ({ depositId }),
  lock: (tx, { depositId }) => lockDeposits(tx, [depositId]),
  termsNow: async (db, { contractId, wish, moment }) => {
    const row = await findDeposit(db, contractId, wish.depositId);
    const judged = judgeDeposit(row, moment.today);
    if (!('reason' in judged) || row === undefined) return { reason: row ? 'not_booked' : 'deposit_unknown' };
    if (judged.reason !== 'booking_stands') return judged;
    const { depositId, principal, maturityOn, atMaturity } = row;
    return { terms: { depositId, account: accountOf(row), principal, maturityOn, atMaturity } };
  },
  carryOut: async (tx, { terms }) => {
    await markBooked(tx, terms.depositId, undefined);
    return {};
  },
};
