import type { Overview } from '@warifu/token';
import { Section, Table } from '@warifu/ui';
import type { VNode } from 'preact';
import { type Surroundings, wordsOf } from './frame.tsx';

type Rate = Overview['rates'][number];

/** How often codes were judged so. `nameOf` names the party of a line, where the page shows several. */
export function Rates(props: {
  readonly around: Surroundings;
  readonly rates: readonly Rate[];
  readonly nameOf?: (relyingPartyId: string) => string;
}): VNode {
  const { around, rates, nameOf } = props;
  const { rates: words, party } = wordsOf(around);
  const partyColumn = nameOf
    ? [{ title: party.name, isHead: true, cell: (rate: Rate) => nameOf(rate.relyingPartyId) }]
    : [];
  return (
    <Section title={words.title} id="rates">
      {rates.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          rows={rates}
          keyOf={({ relyingPartyId, outcome }) => `${relyingPartyId} ${outcome}`}
          columns={[
            ...partyColumn,
            {
              title: words.outcome,
              isHead: !nameOf,
              cell: ({ outcome }) => words.outcomes[outcome] ?? outcome,
            },
            { title: words.minute, isAmount: true, cell: ({ lastMinute }) => lastMinute },
            { title: words.hour, isAmount: true, cell: ({ lastHour }) => lastHour },
            { title: words.day, isAmount: true, cell: ({ lastDay }) => lastDay },
          ]}
        />
      )}
    </Section>
  );
}
