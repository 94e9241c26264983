import { formatRate, type TimeDepositView } from '@warifu/bank';
import { Amount, dateText, type Language } from '@warifu/ui';
import type { TermGroup } from '../order/order-flow.ts';
import type { BranchNames } from './branch-names.ts';
import { accountLine } from './terms.tsx';
import { TIME_DEPOSIT_WORDS } from './words.ts';

/** What a deposit is doing, in one word. */
export function stateText(deposit: TimeDepositView, language: Language): string {
  const { states } = TIME_DEPOSIT_WORDS[language];
  if (deposit.state !== 'running') return states[deposit.state];
  if (deposit.isBooked) return states.booked;
  return deposit.isMatured ? states.matured : states.running;
}

function endGroup(deposit: TimeDepositView, language: Language): readonly TermGroup[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  const { end } = deposit;
  if (end === undefined) return [];
  return [
    {
      title: words.groups.end,
      terms: [
        { name: of.endedBy, value: `${words.ends[end.by]} (${dateText(end.on, language)})` },
        { name: of.interestInAll, value: <Amount yen={end.interest} /> },
        { name: of.national, value: <Amount yen={-end.national} /> },
        { name: of.local, value: <Amount yen={-end.local} /> },
        { name: of.paidOut, value: <Amount yen={end.paidOut} />, isStrong: true },
      ],
    },
  ];
}

/** All that is known of a deposit. */
export function depositGroups(
  deposit: TimeDepositView,
  language: Language,
  branchNames: BranchNames,
): readonly TermGroup[] {
  const words = TIME_DEPOSIT_WORDS[language];
  const { of } = words;
  return [
    {
      terms: [
        { name: of.account, value: accountLine(deposit.account, language, branchNames) },
        { name: of.state, value: stateText(deposit, language) },
        { name: of.principal, value: <Amount yen={deposit.principal} />, isStrong: true },
        { name: of.term, value: words.months(deposit.termMonths) },
        {
          name: of.rate,
          value: (
            <>
              {formatRate(deposit.rate)}
              <span class="term-note">{words.validFrom(dateText(deposit.rateValidFrom, language))}</span>
            </>
          ),
        },
        { name: of.openedOn, value: dateText(deposit.openedOn, language) },
        { name: of.maturityOn, value: dateText(deposit.maturityOn, language), isStrong: true },
        { name: of.treatment, value: words.treatments[deposit.atMaturity].name },
        {
          name: of.termInterest,
          value: (
            <>
              <Amount yen={deposit.term.interest} />
              <span class="term-note">{words.beforeTax}</span>
            </>
          ),
        },
        { name: of.to, value: accountLine(deposit.to, language, branchNames) },
      ],
    },
    ...(deposit.interims.length === 0
      ? []
      : [
          {
            title: words.groups.interims,
            terms: deposit.interims.map(({ on, gross, net }) => ({
              name: dateText(on, language),
              value: (
                <>
                  <Amount yen={net} />
                  <span class="term-note">
                    {words.beforeTax} <Amount yen={gross} />
                  </span>
                </>
              ),
            })),
          },
        ]),
    ...endGroup(deposit, language),
  ];
}
