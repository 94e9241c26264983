import { PlainError } from '@warifu/ui';
import type { VNode } from 'preact';

/** One of several, chosen from a list that every telephone can open. */
export function PlainSelect(props: {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  /** Shown first, and chosen by nobody. */
  readonly none?: string;
  readonly value: string | undefined;
  readonly error: string | undefined;
}): VNode {
  const { name, error } = props;
  return (
    <div class="field">
      <label for={name}>{props.label}</label>
      {error === undefined ? null : <PlainError id={`${name}-error`}>{error}</PlainError>}
      <select
        id={name}
        name={name}
        {...(error === undefined
          ? {}
          : { 'aria-invalid': 'true' as const, 'aria-describedby': `${name}-error` })}
      >
        {props.none === undefined ? null : <option value="">{props.none}</option>}
        {props.choices.map(({ value, title }) => (
          <option key={value} value={value} {...(value === props.value ? { selected: true } : {})}>
            {title}
          </option>
        ))}
      </select>
    </div>
  );
}
