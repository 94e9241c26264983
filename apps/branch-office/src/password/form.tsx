import {
  Actions,
  ErrorSummary,
  Form,
  firstError,
  type Language,
  type Spoken,
  SubmitButton,
  TextField,
} from '@warifu/ui';
import type { VNode } from 'preact';
import type { PasswordField } from './faces.ts';

const WORDS: Spoken<{
  readonly labels: Readonly<Record<PasswordField, string>>;
  readonly rule: string;
  readonly show: string;
  readonly hide: string;
  readonly change: string;
  readonly busy: string;
}> = {
  ja: {
    labels: {
      current: '現在のパスワード',
      next: '新しいパスワード',
      again: '新しいパスワード（確認）',
    },
    rule: '8文字以上64文字以下です。長く、ほかで使っていないものを選んでください。',
    show: '表示する',
    hide: '隠す',
    change: '変更する',
    busy: '変更しています…',
  },
  en: {
    labels: { current: 'Current password', next: 'New password', again: 'New password, once more' },
    rule: '8 to 64 characters. Choose a long one that you use nowhere else.',
    show: 'Show',
    hide: 'Hide',
    change: 'Change',
    busy: 'Changing…',
  },
};

/** The fields of a new password; with the current one where there is one to prove. */
export function PasswordForm(props: {
  readonly language: Language;
  readonly action: string;
  readonly csrf: string;
  readonly order: readonly PasswordField[];
  readonly errors: Readonly<Partial<Record<PasswordField, string>>>;
}): VNode {
  const { language, order, errors } = props;
  const words = WORDS[language];
  const first = firstError(order, errors);
  return (
    <>
      <ErrorSummary language={language} order={order} errors={errors} />
      <Form action={props.action} csrf={props.csrf} busyLabel={words.busy}>
        {order.map((name) => (
          <TextField
            key={name}
            language={language}
            name={name}
            type="password"
            label={words.labels[name]}
            {...(name === 'next' ? { hint: words.rule } : {})}
            error={errors[name]}
            autocomplete={name === 'current' ? 'current-password' : 'new-password'}
            maxLength={128}
            width="medium"
            hasFocus={first === name}
            comfort="password-peek"
            comfortLabels={{ show: words.show, hide: words.hide }}
          />
        ))}
        <Actions>
          <SubmitButton label={words.change} />
        </Actions>
      </Form>
    </>
  );
}
