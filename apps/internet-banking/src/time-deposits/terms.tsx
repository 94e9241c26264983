import {
  type BookingTerms,
  type CancelBookingTerms,
  type ClosingTerms,
  type DepositAccount,
  formatRate,
  type OpenTimeDepositTerms,
  type TreatmentTerms,
} from '@warifu/bank';
import { Amount, dateText, type Language, type Term } from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import type { TermGroup } from '../order/order-flow.ts';
import { ACCOUNT_KINDS, branchText } from '../text/accounts.ts';
import type { BranchNames } from './branch-names.ts';
import { TIME_DEPOSIT_WORDS } from './words.ts';

type MaturityClosing = BookingTerms['closing'];
type EarlyClosing = Extract<ClosingTerms['closing'], { readonly kind: 'early' }>;

/** `駅前支店 普通預金 1234567`. */
export function accountLine(account: DepositAccount, language: Language, branchNames: BranchNames): string {
  const kind =
    account.kind === 'time_deposit'
      ? TIME_DEPOSIT_WORDS[language].title
      : ACCOUNT_KINDS[language][account.kind];
  return `${branchText(branchNames(account.branchCode), language)} ${kind} ${account.accountNumber}`;
}

const noted = (value: ComponentChildren, note: string): VNode => (
  <>
    {value}
    <span class="term-note">{note}</span>
  </>
);

const money = (name: string, yen: bigint, note?: string): Term => ({
  name,
  value: note === undefined ? <Amount yen={yen} /> : noted(<Amount yen={yen} />, note),
});

const strong = (name: string, yen: bigint): Term => ({ ...money(name, yen), isStrong: true });

/** Where there is something to tell. */
const nonZero = (name: string, yen: bigint, note?: string): readonly Term[] =>
  yen === 0n ? [] : [money(name, yen, note)];

/** 預入: rate with its date, maturity, treatment, and what it will bear. */
export function openingGroups(
  terms: OpenTimeDepositTerms,
  language: Language,
  branchNames: BranchNames,
): readonly TermGroup[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  const { interest } = terms;
  return [
    {
      terms: [
        { name: of.from, value: accountLine(terms.from, language, branchNames) },
        strong(of.principal, terms.amount),
        { name: of.term, value: words.months(terms.termMonths) },
        {
          name: of.rate,
          value: noted(formatRate(terms.rate), words.validFrom(dateText(terms.rateValidFrom, language))),
        },
        { name: of.openedOn, value: dateText(terms.openedOn, language) },
        { name: of.maturityOn, value: dateText(terms.maturityOn, language), isStrong: true },
        { name: of.treatment, value: words.treatments[terms.atMaturity].name },
      ],
    },
    {
      title: words.groups.interest,
      terms: [
        money(of.termInterest, terms.term.interest, `${words.beforeTax} · ${words.days(terms.term.days)}`),
        ...(terms.interimDays.length === 0
          ? []
          : [
              {
                name: of.interimDays,
                value: terms.interimDays.map((day) => dateText(day, language)).join(', '),
              },
            ]),
        money(of.national, interest.national),
        money(of.local, interest.local),
        money(of.net, interest.net, words.estimate),
      ],
    },
  ];
}

/** Interest due at maturity and after it, with its taxes. */
function maturityTerms(closing: MaturityClosing, language: Language): readonly Term[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  const { term, interim, rest, afterMaturity, interest } = closing;
  return [
    money(of.termInterest, term.interest, `${formatRate(term.rate)} · ${words.days(term.days)}`),
    ...(interim.gross === 0n ? [] : [money(of.interim, -interim.gross), money(of.rest, rest)]),
    ...(afterMaturity.days === 0
      ? []
      : [
          money(
            of.afterMaturity,
            afterMaturity.interest,
            `${formatRate(afterMaturity.rate)} · ${words.days(afterMaturity.days)}`,
          ),
          money(of.interestInAll, interest.gross),
        ]),
    money(of.national, -interest.national),
    money(of.local, -interest.local),
  ];
}

function earlyRateNote({ early }: EarlyClosing, language: Language): string {
  const words = TIME_DEPOSIT_WORDS[language];
  if (early.share === undefined) return words.earlyUnder;
  if (early.rate > early.share.rate) return words.earlyOrdinary;
  return words.earlyShare(early.share.fromMonths, String(early.share.sharePercent));
}

/** E, what was paid before, the set-off, and the taxes. */
function earlyTerms(closing: EarlyClosing, language: Language): readonly Term[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  const { early, earned, interim, interest } = closing;
  return [
    { name: of.earlyRate, value: noted(formatRate(early.rate), earlyRateNote(closing, language)) },
    money(of.earlyInterest, earned.interest, `${words.beforeTax} · ${words.days(earned.days)}`),
    ...nonZero(of.paidSoFar, interim.gross, words.beforeTax),
    ...(interim.gross > 0n && closing.takenBack === 0n ? [money(of.difference, interest.gross)] : []),
    ...nonZero(of.takenBack, -closing.takenBack),
    ...nonZero(of.nationalBack, closing.nationalGivenBack),
    ...nonZero(of.localBack, closing.localGivenBack),
    ...(closing.takenBack > 0n
      ? []
      : [money(of.national, -interest.national), money(of.local, -interest.local)]),
  ];
}

/** 満期解約 and 中途解約: each figure on the way to what is received, and what is lost. */
export function closingGroups(
  terms: ClosingTerms,
  language: Language,
  branchNames: BranchNames,
): readonly TermGroup[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  const { closing } = terms;
  const isEarly = closing.kind === 'early';
  return [
    {
      terms: [
        { name: of.account, value: accountLine(terms.account, language, branchNames) },
        { name: of.openedOn, value: dateText(terms.openedOn, language) },
        { name: of.maturityOn, value: dateText(terms.maturityOn, language) },
        { name: of.closedOn, value: noted(dateText(terms.closedOn, language), words.ends[closing.kind]) },
        money(of.principal, closing.principal),
      ],
    },
    {
      title: words.groups.interest,
      terms: isEarly ? earlyTerms(closing, language) : maturityTerms(closing, language),
    },
    {
      title: words.groups.payout,
      terms: [
        strong(of.payout, closing.payout),
        { name: of.to, value: accountLine(terms.to, language, branchNames) },
        ...(isEarly
          ? [
              money(of.termInterest, closing.term.interest, words.beforeTax),
              money(of.lost, closing.lost, words.beforeTax),
            ]
          : []),
      ],
    },
  ];
}

/** 満期解約予約. */
export function bookingGroups(
  terms: BookingTerms,
  language: Language,
  branchNames: BranchNames,
): readonly TermGroup[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  const { closing } = terms;
  return [
    {
      terms: [
        { name: of.account, value: accountLine(terms.account, language, branchNames) },
        money(of.principal, closing.principal),
        { name: of.maturityOn, value: dateText(terms.maturityOn, language) },
        { name: of.closesOn, value: dateText(terms.closesOn, language), isStrong: true },
      ],
    },
    { title: words.groups.interest, terms: maturityTerms(closing, language) },
    {
      title: words.groups.payout,
      terms: [
        {
          name: of.payout,
          value: noted(<Amount yen={closing.payout} />, words.payoutFor),
          isStrong: true,
        },
        { name: of.to, value: accountLine(terms.to, language, branchNames) },
      ],
    },
  ];
}

/** 満期解約予約の取消. */
export function cancellingGroups(
  terms: CancelBookingTerms,
  language: Language,
  branchNames: BranchNames,
): readonly TermGroup[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  return [
    {
      terms: [
        { name: of.account, value: accountLine(terms.account, language, branchNames) },
        money(of.principal, terms.principal),
        { name: of.maturityOn, value: dateText(terms.maturityOn, language) },
        { name: of.treatment, value: words.treatments[terms.atMaturity].name, isStrong: true },
      ],
    },
  ];
}

/** 満期時取扱の変更. */
export function treatmentGroups(
  terms: TreatmentTerms,
  language: Language,
  branchNames: BranchNames,
): readonly TermGroup[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  return [
    {
      terms: [
        { name: of.account, value: accountLine(terms.account, language, branchNames) },
        money(of.principal, terms.principal),
        { name: of.maturityOn, value: dateText(terms.maturityOn, language) },
        { name: of.before, value: words.treatments[terms.before].name },
        {
          name: of.after,
          value: noted(words.treatments[terms.atMaturity].name, words.treatments[terms.atMaturity].text),
          isStrong: true,
        },
      ],
    },
  ];
}
