import { PlainField, PlainForm, PlainSubmit } from '@warifu/ui';
import type { VNode } from 'preact';
import { PASSWORD_ORDER, type PasswordFormShown, passwordFieldOf } from '../password/form.tsx';

/** The present password, and the new one twice. */
export const PlainPasswordForm = (props: PasswordFormShown): VNode => (
  <PlainForm action={props.action} csrf={props.csrf}>
    {PASSWORD_ORDER.map((name) => (
      <PlainField key={name} {...passwordFieldOf(name, props)} />
    ))}
    <PlainSubmit label={props.words.change} />
  </PlainForm>
);
