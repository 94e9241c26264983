import { formatRate, type QuotedYield, type SavingsOffer } from '@warifu/bank';
import {
  Actions,
  Choices,
  dateText,
  ErrorSummary,
  Form,
  firstError,
  type Language,
  Notice,
  Section,
  SubmitButton,
  Table,
  TextField,
  yenText,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { SessionTurn } from '../http/route.ts';
import { accountLineOf, OPEN_FIELDS, OPEN_PATH, type OpenField, type OpenShown } from './flow.ts';
import { stepPage } from './step-page.tsx';
import { SAVINGS_WORDS } from './words.ts';

const NUMBER_LENGTH_MAX = 10;
const AMOUNT_LENGTH_MAX = 40;

function Yields(props: { readonly yields: readonly QuotedYield[]; readonly language: Language }): VNode {
  const { language } = props;
  const words = SAVINGS_WORDS[language];
  return (
    <Section title={words.yields.title} id="yields">
      <Table
        caption={words.yields.title}
        rows={props.yields}
        keyOf={(row) => String(row.instalmentsFrom)}
        columns={[
          { title: words.yields.from, isHead: true, cell: (row) => words.yields.bound(row.instalmentsFrom) },
          { title: words.names.yearlyYield, isAmount: true, cell: (row) => formatRate(row.rate) },
          { title: words.yields.since, cell: (row) => dateText(row.validFrom, language) },
        ]}
      />
    </Section>
  );
}

/** What is typed: the amount, how many, and the day. */
export const typedFieldsOf = (
  { instalmentMin, instalmentStep, instalmentsMin, instalmentsMax }: SavingsOffer,
  language: Language,
): readonly { readonly name: OpenField; readonly label: string; readonly hint: string }[] => {
  const words = SAVINGS_WORDS[language].open;
  return [
    {
      name: 'instalment',
      label: words.instalment,
      hint: words.instalmentHint(yenText(instalmentMin), yenText(instalmentStep)),
    },
    {
      name: 'instalments',
      label: words.instalments,
      hint: words.instalmentsHint(instalmentsMin, instalmentsMax),
    },
    { name: 'chosenDay', label: words.chosenDay, hint: words.chosenDayHint },
  ];
};

function OpenForm(props: { readonly turn: SessionTurn; readonly shown: OpenShown }): VNode {
  const { turn, shown } = props;
  const { language } = turn;
  const words = SAVINGS_WORDS[language].open;
  const { values, errors, accounts } = shown;
  const first = firstError(OPEN_FIELDS, errors);
  return (
    <Form action={OPEN_PATH} csrf={turn.csrf} busyLabel={words.busy}>
      <Choices
        language={language}
        name="fromAccountId"
        legend={words.account}
        value={values.fromAccountId ?? accounts[0]?.accountId}
        error={errors.fromAccountId}
        hasFocus={first === 'fromAccountId'}
        choices={accounts.map((account) => ({
          value: account.accountId,
          title: accountLineOf(account, language),
          detail: words.balance(yenText(account.available)),
        }))}
      />
      {typedFieldsOf(shown.offer, language).map(({ name, label, hint }) => (
        <TextField
          key={name}
          language={language}
          name={name}
          label={label}
          hint={hint}
          value={values[name]}
          error={errors[name]}
          inputMode="numeric"
          autocomplete={name === 'instalment' ? 'transaction-amount' : 'off'}
          maxLength={name === 'instalment' ? AMOUNT_LENGTH_MAX : NUMBER_LENGTH_MAX}
          width={name === 'instalment' ? 'medium' : 'short'}
          {...(name === 'instalment' ? { suffix: words.yen } : {})}
          hasFocus={first === name}
        />
      ))}
      <Actions>
        <SubmitButton label={words.next} />
      </Actions>
    </Form>
  );
}

/** 契約内容の入力. */
export function openPage(turn: SessionTurn, shown: OpenShown): string {
  const { language } = turn;
  const words = SAVINGS_WORDS[language];
  const { errors, accounts } = shown;
  return stepPage(turn, {
    heading: words.open.heading,
    path: OPEN_PATH,
    hasError: Object.keys(errors).length > 0,
    leave: words.cancel,
    children: (
      <div class="stack">
        <div class="card stack">
          {errors.order === undefined ? null : <Notice tone="warning" title={errors.order} isAnswer={true} />}
          <p>{accounts.length === 0 ? words.open.noAccount : words.open.lead}</p>
          <ErrorSummary language={language} order={OPEN_FIELDS} errors={errors} />
          {accounts.length === 0 ? null : <OpenForm turn={turn} shown={shown} />}
        </div>
        <Yields yields={shown.offer.yields} language={language} />
      </div>
    ),
  });
}
