import { Actions, ErrorSummary, Form, firstError, type Language, SubmitButton, TextField } from '@warifu/ui';
import type { VNode } from 'preact';
import type { PasswordField } from './faces.ts';

export const PASSWORD_ORDER: readonly PasswordField[] = ['current', 'next', 'again'];

export type PasswordErrors = Readonly<Partial<Record<PasswordField, string>>>;

/** What is said around the three fields; of the login password or of another one. */
export interface PasswordFormWords {
  readonly labels: Readonly<Record<PasswordField, string>>;
  readonly rule: string;
  readonly show: string;
  readonly hide: string;
  readonly change: string;
  readonly busy: string;
}

export interface PasswordFormShown {
  readonly action: string;
  readonly csrf: string;
  readonly language: Language;
  readonly words: PasswordFormWords;
  readonly errors: PasswordErrors;
  /** What a browser may fill in for the present one: it knows login passwords alone. */
  readonly current: 'current-password' | 'off';
}

/** What both looks of a field have in common. */
export const passwordFieldOf = (
  name: PasswordField,
  { language, words, errors, current }: PasswordFormShown,
) =>
  ({
    language,
    name,
    type: 'password',
    label: words.labels[name],
    ...(name === 'next' ? { hint: words.rule } : {}),
    error: errors[name],
    autocomplete: name === 'current' ? current : 'new-password',
    maxLength: 128,
    hasFocus: firstError(PASSWORD_ORDER, errors) === name,
  }) as const;

/** The present password, and the new one twice. */
export function PasswordForm(props: PasswordFormShown): VNode {
  const { language, words, errors } = props;
  return (
    <div class="card stack">
      <ErrorSummary language={language} order={PASSWORD_ORDER} errors={errors} />
      <Form action={props.action} csrf={props.csrf} busyLabel={words.busy}>
        {PASSWORD_ORDER.map((name) => (
          <TextField
            key={name}
            {...passwordFieldOf(name, props)}
            width="medium"
            comfort="password-peek"
            comfortLabels={{ show: words.show, hide: words.hide }}
          />
        ))}
        <Actions>
          <SubmitButton label={words.change} />
        </Actions>
      </Form>
    </div>
  );
}
