import {
  debitDayOf,
  dueDatesOf,
  formatRate,
  type SavingsClosingTerms,
  type SavingsDetail,
  type SavingsOpeningTerms,
} from '@warifu/bank';
import { dateText, type Language, type Term, yenText } from '@warifu/ui';
import { maturityText } from './flow.ts';
import { SAVINGS_WORDS } from './words.ts';

type Closing<Kind> = Extract<SavingsClosingTerms, { readonly closing: Kind }>;

/** What is agreed with the customer, in the order in which it is chosen. */
function agreedTerms(
  agreed: Pick<SavingsOpeningTerms, 'instalment' | 'instalments' | 'chosenDay' | 'contractedOn'>,
  quoted: { readonly rate: SavingsOpeningTerms['yearlyYield']; readonly validFrom: string },
  language: Language,
): readonly Term[] {
  const words = SAVINGS_WORDS[language];
  const { names } = words;
  return [
    { name: names.instalment, value: yenText(agreed.instalment) },
    { name: names.instalments, value: words.times(agreed.instalments) },
    { name: names.chosenDay, value: words.dayOfMonth(agreed.chosenDay) },
    {
      name: names.yearlyYield,
      value: words.rateSince(formatRate(quoted.rate), dateText(quoted.validFrom, language)),
    },
    { name: names.contractedOn, value: dateText(agreed.contractedOn, language) },
  ];
}

const supplementText = (
  { instalment, monthsInAll, yearlyYield, amount }: SavingsOpeningTerms['supplement'],
  language: Language,
): string =>
  SAVINGS_WORDS[language].supplementHow(
    yenText(amount),
    yenText(instalment),
    String(monthsInAll),
    formatRate(yearlyYield),
  );

const taxTerms = (
  { national, local }: SavingsOpeningTerms['interest'],
  language: Language,
): readonly Term[] => {
  const { names } = SAVINGS_WORDS[language];
  return [
    { name: names.national, value: yenText(national) },
    { name: names.local, value: yenText(local) },
  ];
};

/** Every figure of a 契約, on its confirm page and its receipt. */
export function openingTerms(
  terms: SavingsOpeningTerms,
  accountLine: string,
  language: Language,
): readonly Term[] {
  const { names } = SAVINGS_WORDS[language];
  const quoted = { rate: terms.yearlyYield, validFrom: terms.yieldValidFrom };
  return [
    { name: names.from, value: accountLine },
    ...agreedTerms(terms, quoted, language),
    { name: names.agreedMaturity, value: dateText(terms.agreedMaturity, language) },
    { name: names.principal, value: yenText(terms.principal) },
    { name: names.supplement, value: supplementText(terms.supplement, language) },
    ...taxTerms(terms.interest, language),
    { name: names.payoutPlanned, value: yenText(terms.payout), isStrong: true },
  ];
}

function atMaturityTerms(terms: Closing<'at_maturity'>, language: Language): readonly Term[] {
  const words = SAVINGS_WORDS[language];
  const { supplement, afterMaturity } = terms;
  const { interest, days, rate } = afterMaturity;
  return [
    { name: words.names.maturity, value: dateText(afterMaturity.from, language) },
    { name: words.names.supplement, value: supplementText(supplement, language) },
    { name: words.names.afterMaturity, value: words.daysHow(yenText(interest), days, formatRate(rate)) },
    { name: words.names.gross, value: yenText(terms.interest.gross) },
  ];
}

function earlyTerms(terms: Closing<'early'>, language: Language): readonly Term[] {
  const words = SAVINGS_WORDS[language];
  const rate = formatRate(terms.rate);
  return [
    { name: words.names.daysInAll, value: String(terms.daysInAll) },
    {
      name: words.names.rate,
      value: terms.shareRate === undefined ? words.rateOrdinary(rate) : words.rateShare(rate),
    },
    { name: words.names.interest, value: yenText(terms.interest.gross) },
  ];
}

/** Every figure of a 解約, on its confirm page and its receipt. */
export function closingTerms(
  terms: SavingsClosingTerms,
  accountLine: string,
  language: Language,
): readonly Term[] {
  const words = SAVINGS_WORDS[language];
  const { names } = words;
  return [
    { name: names.closing, value: words.closings[terms.closing] },
    { name: names.account, value: terms.accountNumber },
    { name: names.to, value: accountLine },
    { name: names.closedOn, value: dateText(terms.closedOn, language) },
    { name: names.paid, value: words.times(terms.paid) },
    { name: names.principal, value: yenText(terms.principal) },
    ...(terms.closing === 'at_maturity' ? atMaturityTerms(terms, language) : earlyTerms(terms, language)),
    ...taxTerms(terms.interest, language),
    { name: names.payout, value: yenText(terms.payout), isStrong: true },
    ...(terms.closing === 'early' ? [{ name: names.lost, value: yenText(terms.lost) }] : []),
  ];
}

export interface DueRow {
  readonly number: number;
  readonly dueDate: string;
  readonly debitDay: string;
}

/** The instalments to come by an opening. */
export const dueRowsOf = (terms: SavingsOpeningTerms): readonly DueRow[] =>
  dueDatesOf(terms).map((dueDate, index) => ({
    number: index + 1,
    dueDate,
    debitDay: debitDayOf(dueDate),
  }));

/** A contract as its page shows it. */
export function detailTerms(
  savings: SavingsDetail,
  accountLine: string,
  language: Language,
): readonly Term[] {
  const words = SAVINGS_WORDS[language];
  const { names } = words;
  return [
    { name: names.account, value: savings.accountNumber },
    { name: names.from, value: accountLine },
    ...agreedTerms(savings, savings.yearlyYield, language),
    { name: names.supplement, value: supplementText(savings.supplement, language) },
    ...(savings.state === 'closed'
      ? []
      : [
          ...(savings.maturity.kind === 'agreed'
            ? []
            : [{ name: names.agreedMaturity, value: dateText(savings.agreedMaturity, language) }]),
          { name: names.maturity, value: maturityText(savings.maturity, language) },
        ]),
    ...(savings.closedOn === undefined
      ? []
      : [{ name: names.closedOn, value: dateText(savings.closedOn, language) }]),
    { name: names.paid, value: words.timesOf(savings.paid, savings.instalments) },
    { name: names.balance, value: yenText(savings.balance), isStrong: true },
  ];
}
