import type { SavingsOpeningTerms } from '@warifu/bank';
import { dateText } from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../../http/route.ts';
import { dueRowsOf } from '../../instalment-savings/terms.ts';
import { SAVINGS_WORDS } from '../../instalment-savings/words.ts';

/** 払込みの予定. */
export function plainDues({ language }: SessionTurn, terms: SavingsOpeningTerms): VNode {
  return (
    <>
      <h2>{SAVINGS_WORDS[language].confirm.dues}</h2>
      <ul class="lines">
        {dueRowsOf(terms).map(({ number, debitDay }) => (
          <li key={number}>
            {number} {dateText(debitDay, language)}
          </li>
        ))}
      </ul>
    </>
  );
}
