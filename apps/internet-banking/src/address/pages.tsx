import {
  ADDRESS_FIELDS,
  ADDRESS_LENGTHS,
  type AddressField,
  type AddressState,
  PREFECTURES,
} from '@warifu/bank';
import {
  Actions,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  Notice,
  SelectField,
  SubmitButton,
  TextField,
  type TextFieldProps,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { stepPage } from '../contract-change/step-page.tsx';
import type { SessionTurn } from '../http/route.ts';
import { ADDRESS_PLACE } from './flow.ts';
import { ADDRESS_WORDS } from './words.ts';

/** As typed, with room for what is dropped: hyphens, spaces, 〒. */
export const TYPED_MAX: Readonly<Record<AddressField, number>> = {
  ...ADDRESS_LENGTHS,
  postalCode: 16,
  prefecture: 8,
  telephone: 24,
};

/** How a browser fills a field in by itself, and which keys it offers. */
export const INPUT: Readonly<Record<AddressField, Pick<TextFieldProps, 'autocomplete' | 'inputMode'>>> = {
  postalCode: { autocomplete: 'postal-code', inputMode: 'numeric' },
  prefecture: { autocomplete: 'address-level1' },
  city: { autocomplete: 'address-level2' },
  street: { autocomplete: 'address-line1' },
  building: { autocomplete: 'address-line2' },
  telephone: { autocomplete: 'tel-national', inputMode: 'tel' },
};

export interface AddressPageShown {
  readonly state: FormState<AddressField>;
  readonly registered: AddressState;
}

function Field(props: {
  readonly turn: SessionTurn;
  readonly name: AddressField;
  readonly state: FormState<AddressField>;
}): VNode {
  const { turn, name, state } = props;
  const { language } = turn;
  const words = ADDRESS_WORDS[language];
  const common = {
    language,
    name,
    label: words.labels[name],
    value: state.values[name],
    error: state.errors[name],
    hasFocus: firstError(ADDRESS_FIELDS, state.errors) === name,
  };
  if (name === 'prefecture')
    return (
      <SelectField
        {...common}
        none={words.choose}
        choices={PREFECTURES.map((value) => ({ value, title: value }))}
      />
    );
  return (
    <TextField
      {...common}
      {...INPUT[name]}
      hint={words.hints[name]}
      isRequired={name !== 'building'}
      maxLength={TYPED_MAX[name]}
    />
  );
}

/** The new address and telephone number. */
export function addressPage(turn: SessionTurn, { state, registered }: AddressPageShown): string {
  const { language } = turn;
  const words = ADDRESS_WORDS[language];
  return stepPage(turn, ADDRESS_PLACE, {
    heading: words.heading,
    hasError: firstError(ADDRESS_FIELDS, state.errors) !== undefined,
    children: (
      <div class="card stack">
        <p>{words.lead}</p>
        {registered.lastChange?.state === 'waiting' ? (
          <Notice tone="information">
            <p>{words.waits}</p>
          </Notice>
        ) : null}
        <ErrorSummary language={language} order={ADDRESS_FIELDS} errors={state.errors} />
        <Form action={ADDRESS_PLACE.startPath} csrf={turn.csrf} busyLabel={words.busy}>
          {ADDRESS_FIELDS.map((name) => (
            <Field key={name} turn={turn} name={name} state={state} />
          ))}
          <Actions>
            <SubmitButton label={words.next} />
          </Actions>
        </Form>
      </div>
    ),
  });
}
