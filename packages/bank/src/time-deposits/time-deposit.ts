import type { BusinessDate, Yen } from '@warifu/base';
import type { Earned } from '../interest/earned.ts';
import type { Rate } from '../interest/rate.ts';
import type { Taxed } from '../interest/taxes.ts';
import type {
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from '../orders/planned/plan.ts';
import type { EarlyClosing } from './close-early.ts';
import type { MaturityClosing } from './formulas.ts';

/** 満期時取扱: 元利金継続, 元金継続, 自動解約, 継続なし. */
export const AT_MATURITY = ['renew_with_interest', 'renew_principal', 'close_automatically', 'keep'] as const;
export type AtMaturity = (typeof AT_MATURITY)[number];

/** An account beside a deposit, as pages show it. */
export interface DepositAccount {
  readonly accountId: string;
  readonly branchCode: string;
  readonly kind: 'ordinary' | 'current' | 'savings' | 'time_deposit';
  readonly accountNumber: string;
}

/** What is offered today for one term. 店頭表示金利. */
export interface TimeDepositRate {
  readonly termMonths: number;
  readonly rate: Rate;
  readonly validFrom: BusinessDate;
}

/** What may be opened today. */
export interface TimeDepositOffer {
  readonly today: BusinessDate;
  /** Of the terms that are offered and have a rate, the shortest first. */
  readonly rates: readonly TimeDepositRate[];
  readonly principalMin: Yen;
  readonly principalMax: Yen;
}

export interface OpenTimeDepositWish {
  readonly fromAccountId: string;
  readonly amount: Yen;
  readonly termMonths: number;
  readonly atMaturity: AtMaturity;
}

export interface OpenTimeDepositTerms extends OpenTimeDepositWish {
  readonly from: DepositAccount;
  readonly rate: Rate;
  readonly rateValidFrom: BusinessDate;
  readonly openedOn: BusinessDate;
  readonly maturityOn: BusinessDate;
  /** 約定利息, before tax. */
  readonly term: Earned;
  /** All of it, as it will be paid: interim interest and the rest, each taxed on its own day. */
  readonly interest: Taxed;
  /** The days of interim interest. */
  readonly interimDays: readonly BusinessDate[];
}

/** In order of precedence. */
export type OpenTimeDepositRefusal =
  | { readonly reason: 'account_unknown' }
  | { readonly reason: 'term_not_offered' }
  | { readonly reason: 'amount_too_small'; readonly amountMin: Yen }
  | { readonly reason: 'amount_too_large'; readonly amountMax: Yen }
  | { readonly reason: 'funds_insufficient'; readonly shortBy: Yen };

/** Why nothing can be done with a deposit now, in order of precedence; the same for all orders on one. */
export type DepositRefusal =
  | { readonly reason: 'deposit_unknown' }
  /** It was closed, or renewed: the next term is another one. */
  | { readonly reason: 'deposit_over' }
  /** It has matured and is closed on that day; in between no order on it is taken. */
  | { readonly reason: 'closing_due'; readonly closesOn: BusinessDate }
  /** 満期解約予約: no other order is taken but its cancelling. */
  | { readonly reason: 'booking_stands' }
  /** What the day does with it could not be done: the branch knows. */
  | { readonly reason: 'day_work_due' };

interface OfDeposit {
  readonly depositId: string;
}

export interface TreatmentWish extends OfDeposit {
  readonly atMaturity: AtMaturity;
}
export interface TreatmentTerms extends TreatmentWish {
  readonly account: DepositAccount;
  readonly principal: Yen;
  readonly maturityOn: BusinessDate;
  readonly before: AtMaturity;
}
export type TreatmentRefusal =
  | DepositRefusal
  | { readonly reason: 'matured' }
  | { readonly reason: 'treatment_same' };

export type BookingWish = OfDeposit;
export interface BookingTerms extends BookingWish {
  readonly account: DepositAccount;
  readonly to: DepositAccount;
  readonly maturityOn: BusinessDate;
  /** The maturity, or the next business day after a bank holiday. */
  readonly closesOn: BusinessDate;
  /** What is paid out where it is closed on the maturity date; days after it are paid for as well. */
  readonly closing: MaturityClosing;
}
export type BookingRefusal =
  | DepositRefusal
  | { readonly reason: 'matured' }
  | { readonly reason: 'not_renewing' };

export interface CancelBookingTerms extends BookingWish {
  readonly account: DepositAccount;
  readonly principal: Yen;
  readonly maturityOn: BusinessDate;
  readonly atMaturity: AtMaturity;
}
export type CancelBookingRefusal =
  | Exclude<DepositRefusal, { readonly reason: 'booking_stands' }>
  | { readonly reason: 'not_booked' };

export type ClosingWish = OfDeposit;
export interface ClosingTerms extends ClosingWish {
  readonly account: DepositAccount;
  readonly to: DepositAccount;
  readonly openedOn: BusinessDate;
  readonly maturityOn: BusinessDate;
  readonly termMonths: number;
  readonly closedOn: BusinessDate;
  /** 満期解約 or 中途解約, with every figure; by the day, and not by choice. */
  readonly closing:
    | ({ readonly kind: 'at_maturity' } & MaturityClosing)
    | ({ readonly kind: 'early' } & EarlyClosing);
}

/** Why a deposit ended. `too_large`: 元利金継続 would have been more than the largest deposit. */
export type TimeDepositEnd = 'renewal' | 'automatic' | 'booking' | 'too_large' | 'at_maturity' | 'early';

/** What may be ordered on it now. */
export interface TimeDepositActs {
  readonly close?: 'at_maturity' | 'early';
  readonly book: boolean;
  readonly cancelBooking: boolean;
  readonly changeTreatment: boolean;
}

/** A deposit as its pages show it. */
export interface TimeDepositView {
  readonly depositId: string;
  readonly account: DepositAccount;
  readonly to: DepositAccount;
  readonly principal: Yen;
  readonly termMonths: number;
  readonly rate: Rate;
  readonly rateValidFrom: BusinessDate;
  readonly openedOn: BusinessDate;
  readonly maturityOn: BusinessDate;
  readonly atMaturity: AtMaturity;
  readonly isBooked: boolean;
  /** Where it is to be closed by itself: on this day. */
  readonly closesOn?: BusinessDate;
  readonly state: 'running' | 'renewed' | 'closed';
  readonly isMatured: boolean;
  /** 約定利息, before tax. */
  readonly term: Earned;
  readonly interims: readonly ({ readonly on: BusinessDate } & Taxed)[];
  readonly acts: TimeDepositActs;
  readonly renewedFrom?: string;
  readonly renewedTo?: string;
  readonly end?: {
    readonly on: BusinessDate;
    readonly by: TimeDepositEnd;
    /** Less than zero: taken back, and given back. */
    readonly interest: Yen;
    readonly national: Yen;
    readonly local: Yen;
    readonly paidOut: Yen;
  };
}

type Prepare<Wish, Terms, Refusal extends { readonly reason: string }> = (
  call: PrepareCall<Wish>,
) => Promise<PrepareOutcome<Terms, Refusal>>;
type Find<Terms> = (call: OrderCall) => Promise<PlannedOrder<Terms> | undefined>;
type Execute<Terms, Refusal extends { readonly reason: string }> = (
  call: ExecuteCall,
) => Promise<ExecuteOutcome<Terms, Refusal>>;

/** 定期預金: what a customer may do with time deposits. */
export interface TimeDeposits {
  readonly timeDepositOffer: () => Promise<TimeDepositOffer>;
  /** Running ones, the next maturity first; at most two hundred. */
  readonly listTimeDeposits: (contractId: string) => Promise<readonly TimeDepositView[]>;
  /** `undefined` where it is unknown, or another contract's. */
  readonly timeDepositOf: (contractId: string, depositId: string) => Promise<TimeDepositView | undefined>;

  /** 預入. */
  readonly prepareTimeDeposit: Prepare<OpenTimeDepositWish, OpenTimeDepositTerms, OpenTimeDepositRefusal>;
  readonly timeDepositOrder: Find<OpenTimeDepositTerms>;
  readonly executeTimeDeposit: Execute<OpenTimeDepositTerms, OpenTimeDepositRefusal>;

  /** 満期時取扱の変更. */
  readonly prepareTreatment: Prepare<TreatmentWish, TreatmentTerms, TreatmentRefusal>;
  readonly treatmentOrder: Find<TreatmentTerms>;
  readonly executeTreatment: Execute<TreatmentTerms, TreatmentRefusal>;

  /** 満期解約予約. */
  readonly prepareBooking: Prepare<BookingWish, BookingTerms, BookingRefusal>;
  readonly bookingOrder: Find<BookingTerms>;
  readonly executeBooking: Execute<BookingTerms, BookingRefusal>;

  /** 満期解約予約の取消. */
  readonly prepareCancelBooking: Prepare<BookingWish, CancelBookingTerms, CancelBookingRefusal>;
  readonly cancelBookingOrder: Find<CancelBookingTerms>;
  readonly executeCancelBooking: Execute<CancelBookingTerms, CancelBookingRefusal>;

  /** 満期解約, 中途解約. */
  readonly prepareClosing: Prepare<ClosingWish, ClosingTerms, DepositRefusal>;
  readonly closingOrder: Find<ClosingTerms>;
  readonly executeClosing: Execute<ClosingTerms, DepositRefusal>;
}
