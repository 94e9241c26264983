import type { SavingsOpeningTerms } from '@warifu/bank';
import { dateText, Section, Table } from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { dueRowsOf } from './terms.ts';
import { SAVINGS_WORDS } from './words.ts';

/** 払込みの予定: each instalment by its number, and the day on which it is debited. */
export function fullDues({ language }: SessionTurn, terms: SavingsOpeningTerms): VNode {
  const words = SAVINGS_WORDS[language];
  return (
    <Section title={words.confirm.dues} id="dues">
      <Table
        caption={words.confirm.dues}
        rows={dueRowsOf(terms)}
        keyOf={(row) => String(row.number)}
        columns={[
          { title: words.table.number, isHead: true, cell: (row) => row.number },
          { title: words.table.dueDate, cell: (row) => dateText(row.dueDate, language) },
          { title: words.table.debitDay, cell: (row) => dateText(row.debitDay, language) },
        ]}
      />
    </Section>
  );
}
