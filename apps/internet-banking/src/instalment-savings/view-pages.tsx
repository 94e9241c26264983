import type { InstalmentView, SavingsDetail, SavingsView } from '@warifu/bank';
import {
  Actions,
  Amount,
  ButtonLink,
  dateText,
  Form,
  type Language,
  Section,
  SubmitButton,
  Table,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { closePath, detailPath, maturityText, OPEN_PATH, SAVINGS_PATH } from './flow.ts';
import { stepPage } from './step-page.tsx';
import { detailTerms } from './terms.ts';
import { SAVINGS_WORDS } from './words.ts';

const LOOKS: Readonly<Record<SavingsView['state'], string>> = {
  open: 'plain',
  matured: 'good',
  closed: 'plain',
};

function State(props: {
  readonly savings: Pick<SavingsView, 'state' | 'late'>;
  readonly language: Language;
}): VNode {
  const words = SAVINGS_WORDS[props.language];
  const { state, late } = props.savings;
  return (
    <>
      <span class={`badge badge-${LOOKS[state]}`}>{words.states[state]}</span>
      {late === 0 ? null : (
        <>
          {' '}
          <span class="badge badge-bad">{words.late(late)}</span>
        </>
      )}
    </>
  );
}

/** 定期積金: all contracts, and the way to a new one. */
export function listPage(turn: SessionTurn, all: readonly SavingsView[]): string {
  const { language } = turn;
  const words = SAVINGS_WORDS[language];
  const { names } = words;
  return stepPage(turn, {
    heading: words.title,
    path: SAVINGS_PATH,
    width: 'wide',
    children: (
      <div class="stack">
        {all.length === 0 ? (
          <p>{words.list.none}</p>
        ) : (
          <Table
            caption={words.title}
            rows={all}
            keyOf={(row) => row.savingsId}
            columns={[
              {
                title: words.list.account,
                isHead: true,
                cell: (row) => (
                  <a class="amount" href={detailPath(row.savingsId)}>
                    {row.accountNumber}
                  </a>
                ),
              },
              { title: words.list.state, cell: (row) => <State savings={row} language={language} /> },
              { title: names.instalment, isAmount: true, cell: (row) => <Amount yen={row.instalment} /> },
              { title: names.paid, cell: (row) => words.timesOf(row.paid, row.instalments) },
              { title: names.balance, isAmount: true, cell: (row) => <Amount yen={row.balance} /> },
              {
                title: names.maturity,
                cell: (row) =>
                  row.closedOn === undefined
                    ? maturityText(row.maturity, language)
                    : `${names.closedOn} ${dateText(row.closedOn, language)}`,
              },
            ]}
          />
        )}
        <Actions>
          <ButtonLink href={OPEN_PATH} label={words.list.open} look="primary" />
        </Actions>
      </div>
    ),
  });
}

const INSTALMENT_LOOKS: Readonly<Record<InstalmentView['state'], string>> = {
  paid: 'good',
  to_come: 'plain',
  late: 'bad',
  given_up: 'plain',
};

/** When it was debited, or when it is. */
export const debitText = (row: InstalmentView, language: Language): string => {
  switch (row.state) {
    case 'paid':
      return dateText(row.debitedOn, language);
    case 'to_come':
      return dateText(row.debitDay, language);
    case 'late':
    case 'given_up':
      return '−';
  }
};

function Instalments(props: { readonly savings: SavingsDetail; readonly language: Language }): VNode {
  const { language } = props;
  const words = SAVINGS_WORDS[language].table;
  return (
    <Section title={words.title} id="instalments">
      <Table
        caption={words.title}
        rows={props.savings.table}
        keyOf={(row) => String(row.number)}
        columns={[
          { title: words.number, isHead: true, cell: (row) => row.number },
          { title: words.dueDate, cell: (row) => dateText(row.dueDate, language) },
          { title: words.debitDay, cell: (row) => debitText(row, language) },
          {
            title: words.state,
            cell: (row) => (
              <span class={`badge badge-${INSTALMENT_LOOKS[row.state]}`}>{words.states[row.state]}</span>
            ),
          },
        ]}
      />
    </Section>
  );
}

/** 満期解約 or 中途解約, whichever it would be; its figures stand on the next page. */
function Close(props: { readonly turn: SessionTurn; readonly savings: SavingsDetail }): VNode | null {
  const { turn, savings } = props;
  const words = SAVINGS_WORDS[turn.language].close;
  if (savings.state === 'closed') return null;
  if (savings.paid === 0) return <p class="hint">{words.nothingPaid}</p>;
  const isMatured = savings.state === 'matured';
  return (
    <Form action={closePath(savings.savingsId)} csrf={turn.csrf} busyLabel={words.busy}>
      {isMatured ? null : <p class="hint">{words.earlyHint}</p>}
      <Actions>
        <SubmitButton
          label={isMatured ? words.atMaturity : words.early}
          look={isMatured ? 'primary' : 'secondary'}
        />
      </Actions>
    </Form>
  );
}

/** One contract: what is agreed, what was paid, what is to come, and the way to close it. */
export function detailPage(turn: SessionTurn, savings: SavingsDetail, accountLine: string): string {
  const { language } = turn;
  const words = SAVINGS_WORDS[language];
  return stepPage(turn, {
    heading: `${words.title} ${savings.accountNumber}`,
    path: detailPath(savings.savingsId),
    leave: words.back,
    children: (
      <div class="stack">
        <div class="card stack">
          <p>
            <State savings={savings} language={language} />
          </p>
          <Terms terms={detailTerms(savings, accountLine, language)} />
          <Close turn={turn} savings={savings} />
        </div>
        <Instalments savings={savings} language={language} />
      </div>
    ),
  });
}
