import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import type { Language, Spoken } from './language.ts';
import { Icon } from './mark.tsx';

export const FIELD_WORDS: Spoken<{
  readonly required: string;
  readonly summary: string;
  readonly error: string;
}> = {
  ja: { required: '必須', summary: '入力内容をご確認ください', error: 'エラー：' },
  en: { required: 'Required', summary: 'Please check what you entered', error: 'Error: ' },
};

/** What a failed form shows again: the sentence of each field that has one, and what was typed. */
export interface FormState<Name extends string> {
  readonly values: Readonly<Partial<Record<Name, string>>>;
  readonly errors: Readonly<Partial<Record<Name, string>>>;
}

/** The names of the fields with an error, in the order in which the page shows them. */
export function firstError<Name extends string>(
  order: readonly Name[],
  errors: Readonly<Partial<Record<Name, string>>>,
): Name | undefined {
  return order.find((name) => errors[name] !== undefined);
}

export interface TextFieldProps {
  readonly language: Language;
  /** Name and id of the input. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** Never given for passwords and codes. */
  readonly value?: string | undefined;
  readonly type?: 'text' | 'password' | 'search' | 'date';
  readonly inputMode?: 'text' | 'numeric' | 'email' | 'tel';
  readonly autocomplete:
    | 'off'
    | 'username'
    | 'current-password'
    | 'new-password'
    | 'one-time-code'
    | 'email'
    | 'transaction-amount'
    | 'postal-code'
    | 'address-level1'
    | 'address-level2'
    | 'address-line1'
    | 'address-line2'
    | 'tel-national';
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  /** Whether the page opens with the caret here: the first field in error, or the first of a fresh form. */
  readonly hasFocus?: boolean;
  readonly width?: 'full' | 'medium' | 'short' | 'code';
  readonly suffix?: string;
  readonly min?: string;
  readonly max?: string;
  /** The custom element around the input that adds comfort, where scripts run. */
  readonly comfort?: 'otp-input' | 'password-peek';
  readonly comfortLabels?: Readonly<Record<string, string>>;
}

/** The ids of what is said beside a field, for `aria-describedby`. */
export const describedBy = (name: string, hint: string | undefined, error: string | undefined) =>
  [error === undefined ? '' : `${name}-error`, hint === undefined ? '' : `${name}-hint`]
    .filter((id) => id !== '')
    .join(' ');

/** Hint and error of a field, under the ids that `describedBy` names. */
export function FieldNotes(props: {
  readonly language: Language;
  readonly name: string;
  readonly hint: string | undefined;
  readonly error: string | undefined;
}): VNode {
  return (
    <>
      {props.hint === undefined ? null : (
        <p class="hint" id={`${props.name}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error === undefined ? null : (
        <p class="field-error" id={`${props.name}-error`}>
          <span class="visually-hidden">{FIELD_WORDS[props.language].error}</span>
          {props.error}
        </p>
      )}
    </>
  );
}

/** That a field must be filled, for the eye; inputs say it to others by `aria-required`. */
export function RequiredMark(props: { readonly language: Language }): VNode {
  return (
    <span class="required" aria-hidden="true">
      {FIELD_WORDS[props.language].required}
    </span>
  );
}

/** A text field: label, hint, the sentence of its error, the input; focus by `autofocus`, without a script. */
export function TextField(props: TextFieldProps): VNode {
  const { name, hint, error } = props;
  const notes = describedBy(name, hint, error);
  const isRequired = props.isRequired ?? true;
  const input = h('input', {
    id: name,
    name,
    class: `input input-${props.width ?? 'full'}`,
    type: props.type ?? 'text',
    inputMode: props.inputMode ?? 'text',
    autocomplete: props.autocomplete,
    autocapitalize: 'off',
    spellcheck: false,
    value: props.value,
    maxLength: props.maxLength,
    min: props.min,
    max: props.max,
    'aria-required': isRequired ? 'true' : undefined,
    'aria-invalid': error === undefined ? undefined : 'true',
    'aria-describedby': notes === '' ? undefined : notes,
    autofocus: props.hasFocus === true ? true : undefined,
  });
  return (
    <div class={error === undefined ? 'field' : 'field field-invalid'}>
      <label class="label" for={name}>
        {props.label}
        {isRequired ? <RequiredMark language={props.language} /> : null}
      </label>
      <FieldNotes language={props.language} name={name} hint={hint} error={error} />
      <div class="input-line">
        {props.comfort === undefined ? input : h(props.comfort, { ...props.comfortLabels }, input)}
        {props.suffix === undefined ? null : <span class="suffix">{props.suffix}</span>}
      </div>
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly title: ComponentChildren;
  readonly detail?: ComponentChildren;
}

export interface ChoicesProps {
  readonly language: Language;
  readonly name: string;
  readonly legend: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly choices: readonly Choice[];
  readonly value?: string | undefined;
  readonly hasFocus?: boolean;
  readonly isInline?: boolean;
}

/** One of several, each a large target. The first radio carries the id that an error summary points at. */
export function Choices(props: ChoicesProps): VNode {
  const { name, error, hint } = props;
  const notes = describedBy(name, hint, error);
  return (
    <fieldset
      class={error === undefined ? 'field choices' : 'field choices field-invalid'}
      {...(notes === '' ? {} : { 'aria-describedby': notes })}
    >
      <legend class="label">{props.legend}</legend>
      <FieldNotes language={props.language} name={name} hint={hint} error={error} />
      <div class={props.isInline === true ? 'choice-row' : 'choice-list'}>
        {props.choices.map((choice, index) => {
          const id = index === 0 ? name : `${name}-${index}`;
          return (
            <label class="choice" key={choice.value} for={id}>
              <input
                type="radio"
                id={id}
                name={name}
                value={choice.value}
                {...(props.value === choice.value ? { checked: true } : {})}
                {...(props.hasFocus === true && index === 0 ? { autofocus: true } : {})}
              />
              <span class="choice-text">
                <span class="choice-title">{choice.title}</span>
                {choice.detail === undefined ? null : <span class="choice-detail">{choice.detail}</span>}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

export interface ErrorSummaryProps<Name extends string> {
  readonly language: Language;
  /** In the order of the page; those without an error are left out. */
  readonly order: readonly Name[];
  readonly errors: Readonly<Partial<Record<Name, string>>>;
}

/** The errors of a form together at its head, each a link to its field. Nothing where there is none. */
export function ErrorSummary<Name extends string>(props: ErrorSummaryProps<Name>): VNode | null {
  const wrong = props.order.filter((name) => props.errors[name] !== undefined);
  if (wrong.length === 0) return null;
  return (
    <div class="error-summary" role="alert" aria-labelledby="error-summary-title">
      <h2 class="error-summary-title" id="error-summary-title">
        <Icon name="warning" />
        {FIELD_WORDS[props.language].summary}
      </h2>
      <ul>
        {wrong.map((name) => (
          <li key={name}>
            <a href={`#${name}`}>{props.errors[name]}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
