import type { Overview, PartyLine } from '@warifu/token';
import { ButtonLink, Section, Table } from '@warifu/ui';
import type { VNode } from 'preact';
import { consolePage, type Surroundings, wordsOf } from './frame.tsx';
import { Rates } from './rates.tsx';

/** Everything at a glance: parties, verdicts, tokens, the stock. */
export function overviewPage(
  around: Surroundings,
  parties: readonly PartyLine[],
  overview: Overview,
): string {
  const names = new Map(parties.map(({ relyingPartyId, name }) => [relyingPartyId, name]));
  return consolePage(around, {
    title: wordsOf(around).overview,
    children: (
      <>
        <Parties around={around} parties={parties} />
        <Rates around={around} rates={overview.rates} nameOf={(id) => names.get(id) ?? id} />
        <Tokens around={around} tokens={overview.tokens} />
        <Stock around={around} stock={overview.stock} />
      </>
    ),
  });
}

function Parties(props: { readonly around: Surroundings; readonly parties: readonly PartyLine[] }): VNode {
  const words = wordsOf(props.around).party;
  return (
    <Section
      title={words.title}
      id="parties"
      tools={<ButtonLink href="/parties/new" label={words.add} look="secondary" />}
    >
      {props.parties.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          rows={props.parties}
          keyOf={({ relyingPartyId }) => relyingPartyId}
          columns={[
            {
              title: words.name,
              isHead: true,
              cell: ({ relyingPartyId, name }) => <a href={`/parties/${relyingPartyId}`}>{name}</a>,
            },
            { title: words.active, isAmount: true, cell: ({ activeBindings }) => activeBindings },
            { title: words.locked, isAmount: true, cell: ({ lockedBindings }) => lockedBindings },
            { title: words.keys, isAmount: true, cell: ({ keys }) => keys },
          ]}
        />
      )}
    </Section>
  );
}

function Tokens(props: { readonly around: Surroundings; readonly tokens: Overview['tokens'] }): VNode {
  const words = wordsOf(props.around).tokens;
  return (
    <Section title={words.title} id="tokens">
      {props.tokens.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          rows={props.tokens}
          keyOf={({ form, state }) => `${form} ${state}`}
          columns={[
            { title: words.form, isHead: true, cell: ({ form }) => words.forms[form] },
            { title: words.state, cell: ({ state }) => words.states[state] },
            { title: words.count, isAmount: true, cell: ({ count }) => count },
          ]}
        />
      )}
    </Section>
  );
}

function Stock(props: { readonly around: Surroundings; readonly stock: Overview['stock'] }): VNode {
  const { stock: words, tokens } = wordsOf(props.around);
  return (
    <Section title={words.title} id="stock">
      {props.stock.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          rows={props.stock}
          keyOf={({ state }) => state}
          columns={[
            { title: tokens.state, isHead: true, cell: ({ state }) => words.states[state] },
            { title: tokens.count, isAmount: true, cell: ({ count }) => count },
          ]}
        />
      )}
    </Section>
  );
}
