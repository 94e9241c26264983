import type { BusinessDate, Yen } from '@warifu/base';
import type { QuotedRate } from '../interest/rate.ts';
import type { Taxed } from '../interest/taxes.ts';
import type {
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from '../orders/planned/plan.ts';
import type { SavingsEarlyClosing, SavingsMaturityClosing, SavingsTerms, Supplement } from './formulas.ts';

/** 定期積金 契約: what the customer chooses. */
export interface SavingsOpeningWish {
  /** An ordinary account of the contract: instalments are debited there, and the payout is credited there. */
  readonly fromAccountId: string;
  readonly instalment: Yen;
  readonly instalments: number;
  readonly chosenDay: number;
}

/** With what is agreed by it, all instalments being paid by then. */
export interface SavingsOpeningTerms extends SavingsOpeningWish, SavingsTerms {
  readonly yieldValidFrom: BusinessDate;
  readonly agreedMaturity: BusinessDate;
  readonly principal: Yen;
  readonly supplement: Supplement;
  readonly interest: Taxed;
  readonly payout: Yen;
}

/** In order of precedence. */
export type SavingsOpeningRefusal =
  | { readonly reason: 'account_unknown' }
  | { readonly reason: 'instalment_too_small'; readonly instalmentMin: Yen }
  | { readonly reason: 'instalment_uneven'; readonly instalmentStep: Yen }
  | { readonly reason: 'instalment_too_large'; readonly instalmentMax: Yen }
  | { readonly reason: 'instalments_out_of_range'; readonly from: number; readonly to: number }
  | { readonly reason: 'chosen_day_unknown' }
  | { readonly reason: 'savings_too_many'; readonly openMax: number }
  | { readonly reason: 'yield_unknown' };

/** 満期解約 or 中途解約: whichever the day makes it. */
export interface SavingsClosingWish {
  readonly savingsId: string;
}

/** Every figure of the closing; how it was reckoned is part of what is confirmed. */
export type SavingsClosingTerms = SavingsClosingWish & {
  readonly toAccountId: string;
  /** The number of the contract's own account. */
  readonly accountNumber: string;
  readonly closedOn: BusinessDate;
  /** How many instalments were paid, and of how much. */
  readonly paid: number;
  readonly instalment: Yen;
} & (
    | ({ readonly closing: 'at_maturity' } & SavingsMaturityClosing)
    | ({ readonly closing: 'early' } & SavingsEarlyClosing)
  );

/** In order of precedence. */
export type SavingsClosingRefusal =
  | { readonly reason: 'savings_unknown' }
  | { readonly reason: 'savings_closed' }
  /** Nothing was paid in yet: there is nothing to pay out. */
  | { readonly reason: 'nothing_paid'; readonly firstDue: BusinessDate };

export type SavingsOpeningOrder = PlannedOrder<SavingsOpeningTerms>;
export type SavingsClosingOrder = PlannedOrder<SavingsClosingTerms>;

/**
 * `agreed`: it stands, as long as what is still to come is paid in time. `put_off`: the last instalment was debited late,
 * and this is the day after it. `unknown`: an instalment was missing on the eve of the agreed day, and still is. 満期日の繰延べ.
 */
export type MaturityView =
  | { readonly kind: 'agreed' | 'put_off'; readonly on: BusinessDate }
  | { readonly kind: 'unknown' };

/** A contract of instalment savings, as a list shows it. */
export interface SavingsView {
  readonly savingsId: string;
  readonly accountNumber: string;
  readonly branchCode: string;
  readonly fromAccountId: string;
  readonly instalment: Yen;
  readonly instalments: number;
  readonly chosenDay: number;
  readonly yearlyYield: QuotedRate;
  readonly contractedOn: BusinessDate;
  readonly agreedMaturity: BusinessDate;
  readonly maturity: MaturityView;
  readonly paid: number;
  /** What was paid in; ¥0 once it is closed. */
  readonly balance: Yen;
  /** Instalments that could not be debited on their day, and are tried again. */
  readonly late: number;
  readonly state: 'open' | 'matured' | 'closed';
  readonly closedOn?: BusinessDate;
}

/** `late`: it was tried, and is tried again each business day. `given_up`: the contract was closed before it. */
export type InstalmentView = { readonly number: number; readonly dueDate: BusinessDate } & (
  | { readonly state: 'paid'; readonly debitedOn: BusinessDate }
  /** The first day on which it is debited: its due date, or the next business day. */
  | { readonly state: 'to_come' | 'late'; readonly debitDay: BusinessDate }
  | { readonly state: 'given_up' }
);

export interface SavingsDetail extends SavingsView {
  /** In order, all of them. */
  readonly table: readonly InstalmentView[];
  /** What all instalments bear together, before tax. */
  readonly supplement: Supplement;
}

/** The yield of today for contracts of at least so many instalments. */
export interface QuotedYield extends QuotedRate {
  readonly instalmentsFrom: number;
}

/** What is offered today. */
export interface SavingsOffer {
  /** By the least number of instalments; empty where none is offered. */
  readonly yields: readonly QuotedYield[];
  readonly instalmentMin: Yen;
  readonly instalmentStep: Yen;
  readonly instalmentsMin: number;
  readonly instalmentsMax: number;
}

/** 定期積金: opened freely, paid by the days, closed by a code. Nothing closes by itself. */
export interface InstalmentSavings {
  readonly savingsOffer: () => Promise<SavingsOffer>;
  /** The open ones first, the newest of each before the others. */
  readonly listSavings: (contractId: string) => Promise<readonly SavingsView[]>;
  /** `undefined` where it is unknown or another contract's. */
  readonly savingsOf: (contractId: string, savingsId: string) => Promise<SavingsDetail | undefined>;
  readonly prepareSavingsOpening: (
    call: PrepareCall<SavingsOpeningWish>,
  ) => Promise<PrepareOutcome<SavingsOpeningTerms, SavingsOpeningRefusal>>;
  readonly savingsOpeningOf: (call: OrderCall) => Promise<SavingsOpeningOrder | undefined>;
  readonly executeSavingsOpening: (
    call: ExecuteCall,
  ) => Promise<ExecuteOutcome<SavingsOpeningTerms, SavingsOpeningRefusal>>;
  readonly prepareSavingsClosing: (
    call: PrepareCall<SavingsClosingWish>,
  ) => Promise<PrepareOutcome<SavingsClosingTerms, SavingsClosingRefusal>>;
  readonly savingsClosingOf: (call: OrderCall) => Promise<SavingsClosingOrder | undefined>;
  readonly executeSavingsClosing: (
    call: ExecuteCall,
  ) => Promise<ExecuteOutcome<SavingsClosingTerms, SavingsClosingRefusal>>;
}
