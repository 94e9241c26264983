import { assert, businessDate, type Yen, yen } from '@warifu/base';
import { rate } from './interest/rate.ts';
import type { TaxRates } from './interest/taxes.ts';

/** From so many months held on, early closing bears so many per cent of the contract rate. */
export interface EarlyShare {
  readonly fromMonths: number;
  readonly sharePercent: bigint;
}

/** The numbers of the deposits' rules. Rates are no settings: they stand in the bank's rate table, with their dates. */
export interface DepositConfiguration {
  readonly timeDeposits: {
    readonly termsMonths: readonly number[];
    readonly principalMin: Yen;
    readonly principalMax: Yen;
    /** Terms of so many months and more pay interim interest, at so many per cent of the contract rate. 中間利払. */
    readonly interimFromMonths: number;
    readonly interimSharePercent: bigint;
    /** In order of months. Before the first of them the ordinary rate applies. 中途解約利率. */
    readonly earlyShares: readonly EarlyShare[];
  };
  readonly instalmentSavings: {
    readonly instalmentsMin: number;
    readonly instalmentsMax: number;
    readonly instalmentMin: Yen;
    readonly instalmentStep: Yen;
    /** From so many months after the first instalment on; before, the ordinary rate applies. */
    readonly early: EarlyShare;
  };
  readonly ordinaryInterest: {
    /** Months of the year in which interest is settled, on the third Saturday. 決算月. */
    readonly settlementMonths: readonly number[];
    /** A day's balance is cut to this. 付利単位. */
    readonly baseStep: Yen;
    /** A day's balance below this bears nothing. 最低付利残高. */
    readonly baseMin: Yen;
  };
  /** By the date of payment. */
  readonly taxes: readonly TaxRates[];
}

export const defaultDeposits: DepositConfiguration = {
  timeDeposits: {
    termsMonths: [1, 3, 6, 12, 24, 36, 48, 60],
    principalMin: yen(10_000n),
    principalMax: yen(9_999_999n),
    interimFromMonths: 24,
    interimSharePercent: 70n,
    earlyShares: [
      { fromMonths: 6, sharePercent: 40n },
      { fromMonths: 12, sharePercent: 50n },
      { fromMonths: 18, sharePercent: 60n },
      { fromMonths: 24, sharePercent: 70n },
      { fromMonths: 30, sharePercent: 90n },
    ],
  },
  instalmentSavings: {
    instalmentsMin: 6,
    instalmentsMax: 60,
    instalmentMin: yen(1_000n),
    instalmentStep: yen(1_000n),
    early: { fromMonths: 12, sharePercent: 60n },
  },
  ordinaryInterest: { settlementMonths: [2, 8], baseStep: yen(100n), baseMin: yen(1_000n) },
  taxes: [
    // The surtax of 2.1 % on the national tax of 15 % ends with 2037.
    { validFrom: businessDate('2013-01-01'), national: rate(15_315n), local: rate(5_000n) },
    { validFrom: businessDate('2038-01-01'), national: rate(15_000n), local: rate(5_000n) },
  ],
};

const rises = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));

const isShare = ({ fromMonths, sharePercent }: EarlyShare): boolean =>
  fromMonths >= 1 && sharePercent >= 0n && sharePercent <= 100n;

/** Crashes at start, naming the first setting that contradicts itself. */
export function assertDeposits(configuration: DepositConfiguration): void {
  const { timeDeposits, instalmentSavings, ordinaryInterest, taxes } = configuration;
  const { termsMonths, principalMin, principalMax, interimSharePercent, earlyShares } = timeDeposits;
  assert(
    termsMonths.length > 0 && rises(termsMonths) && termsMonths.every((months) => months >= 1),
    'timeDeposits.termsMonths rise from at least 1',
  );
  assert(
    principalMin > 0n && principalMin <= principalMax,
    'timeDeposits.principalMin is at most principalMax',
  );
  assert(
    interimSharePercent >= 0n && interimSharePercent <= 100n,
    'timeDeposits.interimSharePercent is 0 to 100: the rest at maturity is not negative',
  );
  assert(timeDeposits.interimFromMonths > 12, 'timeDeposits.interimFromMonths is more than a year');
  assert(
    earlyShares.every(isShare) && rises(earlyShares.map(({ fromMonths }) => fromMonths)),
    'timeDeposits.earlyShares rise in months and are 0 to 100 per cent',
  );
  const { instalmentsMin, instalmentsMax, instalmentMin, instalmentStep, early } = instalmentSavings;
  assert(
    instalmentsMin >= 1 && instalmentsMin <= instalmentsMax,
    'instalmentSavings.instalmentsMin is at most instalmentsMax',
  );
  assert(
    instalmentStep > 0n && instalmentMin > 0n && instalmentMin % instalmentStep === 0n,
    'instalmentSavings.instalmentMin is a multiple of instalmentStep',
  );
  assert(isShare(early), 'instalmentSavings.early is 0 to 100 per cent');
  assert(
    ordinaryInterest.settlementMonths.length > 0 &&
      rises(ordinaryInterest.settlementMonths) &&
      ordinaryInterest.settlementMonths.every((month) => month >= 1 && month <= 12),
    'ordinaryInterest.settlementMonths are months of the year, in order',
  );
  assert(ordinaryInterest.baseStep > 0n, 'ordinaryInterest.baseStep is more than 0');
  assert(taxes.length > 0, 'taxes has an entry');
  for (const { national, local } of taxes)
    assert(national + local <= 100_000n, 'taxes take no more than the interest');
}
