import type { VNode } from 'preact';
import { describedBy, FieldNotes, RequiredMark } from './fields.tsx';
import type { Language } from './language.ts';

interface LongFieldProps {
  readonly language: Language;
  /** Name and id of the field. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly value?: string | undefined;
  readonly isRequired?: boolean;
  readonly hasFocus?: boolean;
}

function Around(props: LongFieldProps, field: (notes: string | undefined) => VNode): VNode {
  const notes = describedBy(props.name, props.hint, props.error);
  return (
    <div class={props.error === undefined ? 'field' : 'field field-invalid'}>
      <label class="label" for={props.name}>
        {props.label}
        {(props.isRequired ?? true) ? <RequiredMark language={props.language} /> : null}
      </label>
      <FieldNotes language={props.language} name={props.name} hint={props.hint} error={props.error} />
      <div class="input-line">{field(notes === '' ? undefined : notes)}</div>
    </div>
  );
}

const common = (props: LongFieldProps, notes: string | undefined) => ({
  id: props.name,
  name: props.name,
  'aria-required': (props.isRequired ?? true) ? ('true' as const) : undefined,
  'aria-invalid': props.error === undefined ? undefined : ('true' as const),
  'aria-describedby': notes,
  autofocus: props.hasFocus === true ? true : undefined,
});

/** A text of several lines. */
export function TextAreaField(
  props: LongFieldProps & { readonly maxLength: number; readonly rows?: number },
): VNode {
  return Around(props, (notes) => (
    <textarea
      {...common(props, notes)}
      class="input input-lines"
      rows={props.rows ?? 3}
      maxLength={props.maxLength}
      autocomplete="off"
    >
      {props.value ?? ''}
    </textarea>
  ));
}

/** One of many: a list that opens. */
export function SelectField(
  props: LongFieldProps & {
    readonly choices: readonly { readonly value: string; readonly title: string }[];
    /** Shown first, and chosen by nobody. */
    readonly none?: string;
    readonly width?: 'full' | 'medium' | 'short';
  },
): VNode {
  return Around(props, (notes) => (
    <select {...common(props, notes)} class={`input input-choice input-${props.width ?? 'medium'}`}>
      {props.none === undefined ? null : <option value="">{props.none}</option>}
      {props.choices.map(({ value, title }) => (
        <option key={value} value={value} {...(value === props.value ? { selected: true } : {})}>
          {title}
        </option>
      ))}
    </select>
  ));
}
