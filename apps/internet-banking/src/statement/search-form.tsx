import { ENTRY_KINDS } from '@warifu/bank';
import {
  Actions,
  ErrorSummary,
  Form,
  firstError,
  type Language,
  SelectField,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { type AskedPeriod, questionOf } from './asked.ts';
import { SEARCH_FIELDS, type SearchField } from './choices.ts';
import {
  AMOUNT_LENGTH_MAX,
  isSearched,
  NAME_LENGTH_MAX,
  type SearchErrors,
  type SearchTyped,
} from './search.ts';
import { STATEMENT_WORDS } from './words.ts';

/** What the lines of a period are searched by. Closed until it is used; names and amounts go into no address. */
export function SearchForm(props: {
  readonly asked: AskedPeriod;
  readonly typed: SearchTyped;
  readonly errors: SearchErrors;
  readonly csrf: string;
  readonly language: Language;
}): VNode {
  const { asked, typed, errors, language } = props;
  const words = STATEMENT_WORDS[language].search;
  const first = firstError(SEARCH_FIELDS, errors);
  const common = (name: SearchField) => ({
    language,
    name,
    label: words.fields[name],
    value: typed[name],
    error: errors[name],
    isRequired: false,
    hasFocus: first === name,
  });
  const amount = (name: 'min' | 'max') => (
    <TextField
      {...common(name)}
      inputMode="numeric"
      autocomplete="off"
      maxLength={AMOUNT_LENGTH_MAX}
      width="medium"
    />
  );
  return (
    <details class="fold screen-only" open={isSearched(typed)}>
      <summary>{words.title}</summary>
      <div class="card stack">
        <ErrorSummary language={language} order={SEARCH_FIELDS} errors={errors} />
        <Form action={`/statement/${asked.account.accountId}/search`} csrf={props.csrf} label={words.title}>
          {Object.entries(questionOf(asked)).map(([name, value]) => (
            <input type="hidden" key={name} name={name} value={value} />
          ))}
          <TextField
            {...common('name')}
            hint={words.nameHint}
            autocomplete="off"
            maxLength={NAME_LENGTH_MAX}
          />
          <div class="sought-form">
            {amount('min')}
            {amount('max')}
            <SelectField
              {...common('direction')}
              none={words.any}
              choices={(['in', 'out'] as const).map((value) => ({ value, title: words.directions[value] }))}
            />
            <SelectField
              {...common('kind')}
              none={words.any}
              choices={ENTRY_KINDS.map((value) => ({ value, title: STATEMENT_WORDS[language].kinds[value] }))}
            />
          </div>
          <Actions>
            <SubmitButton label={words.go} look="secondary" />
          </Actions>
        </Form>
      </div>
    </details>
  );
}
