import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import { describedBy, FIELD_WORDS, type TextFieldProps } from './fields.tsx';

/** A key of a telephone. The digit stands before the label, so that the key can be found. */
export type MenuKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

export interface MenuItem {
  readonly digit: MenuKey;
  readonly label: string;
  readonly href: string;
}

/** A link that a key leads along. */
export function KeyLink(props: MenuItem): VNode {
  return (
    // biome-ignore lint/a11y/noAccessKey: keys are how one moves on a telephone, and the digit is printed
    <a href={props.href} accessKey={props.digit}>
      {props.digit}.{props.label}
    </a>
  );
}

/** A button that a key presses; with a name and a value it is the answer of its form. */
export function KeyButton(props: {
  readonly digit: MenuKey;
  readonly label: string;
  readonly detail?: string;
  readonly name?: string;
  readonly value?: string;
}): VNode {
  const { name, value } = props;
  return (
    // biome-ignore lint/a11y/noAccessKey: keys are how one moves on a telephone, and the digit is printed
    <button type="submit" accessKey={props.digit} {...(name === undefined ? {} : { name, value })}>
      {props.digit}.{props.label}
      {props.detail === undefined ? null : <span> {props.detail}</span>}
    </button>
  );
}

/** Ways on, each reached by its key. */
export function Menu(props: { readonly name: string; readonly items: readonly MenuItem[] }): VNode {
  return (
    <nav aria-label={props.name}>
      <ul class="menu">
        {props.items.map((item) => (
          <li key={item.digit}>
            <KeyLink {...item} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A form that posts; the server answers a second post like the first. */
export function PlainForm(props: {
  readonly action: string;
  readonly csrf: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <form method="post" action={props.action} noValidate>
      <input type="hidden" name="csrf" value={props.csrf} />
      {props.children}
    </form>
  );
}

/** The button that sends its form. */
export function PlainSubmit(props: { readonly label: string }): VNode {
  return (
    <p class="go">
      <button type="submit">{props.label}</button>
    </p>
  );
}

/** What is wrong, where the customer looks for it. */
export function PlainError(props: { readonly id?: string; readonly children: ComponentChildren }): VNode {
  return (
    <p class="error" role="alert" {...(props.id === undefined ? {} : { id: props.id })}>
      {props.children}
    </p>
  );
}

type PlainFieldProps = Pick<
  TextFieldProps,
  | 'language'
  | 'name'
  | 'label'
  | 'hint'
  | 'error'
  | 'value'
  | 'inputMode'
  | 'autocomplete'
  | 'maxLength'
  | 'isRequired'
  | 'hasFocus'
> & { readonly type?: 'text' | 'password' };

/** What stands above an input: its label, its hint, the sentence of its error. */
function PlainLabel(props: Pick<PlainFieldProps, 'language' | 'name' | 'label' | 'hint' | 'error'>): VNode {
  const { name, hint, error } = props;
  return (
    <>
      <label for={name}>{props.label}</label>
      {hint === undefined ? null : (
        <span class="hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {error === undefined ? null : (
        <PlainError id={`${name}-error`}>
          {FIELD_WORDS[props.language].error}
          {error}
        </PlainError>
      )}
    </>
  );
}

/** A text field: label, hint, the sentence of its error, the input. */
export function PlainField(props: PlainFieldProps): VNode {
  const { name, hint, error } = props;
  const notes = describedBy(name, hint, error);
  return (
    <div class="field">
      <PlainLabel {...props} />
      {h('input', {
        id: name,
        name,
        type: props.type ?? 'text',
        inputMode: props.inputMode,
        autocomplete: props.autocomplete,
        autocapitalize: 'off',
        spellcheck: false,
        value: props.value,
        maxLength: props.maxLength,
        'aria-required': (props.isRequired ?? true) ? 'true' : undefined,
        'aria-invalid': error === undefined ? undefined : 'true',
        'aria-describedby': notes === '' ? undefined : notes,
        autofocus: props.hasFocus === true ? true : undefined,
      })}
    </div>
  );
}

/** One of several: a list that opens, as keys and small screens know it. */
export function PlainSelect(
  props: Pick<PlainFieldProps, 'language' | 'name' | 'label' | 'hint' | 'error' | 'value'> & {
    readonly choices: readonly { readonly value: string; readonly title: string }[];
  },
): VNode {
  const { name, hint, error } = props;
  const notes = describedBy(name, hint, error);
  return (
    <div class="field">
      <PlainLabel {...props} />
      <select
        id={name}
        name={name}
        {...(error === undefined ? {} : { 'aria-invalid': 'true' as const })}
        {...(notes === '' ? {} : { 'aria-describedby': notes })}
      >
        {props.choices.map(({ value, title }) => (
          <option key={value} value={value} {...(value === props.value ? { selected: true } : {})}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
