import type { VNode } from 'preact';
import { TextField } from './fields.tsx';
import type { Language, Spoken } from './language.ts';
import { Notice } from './parts.tsx';

/** The longest code of any suite, with room for spaces. */
export const CODE_LENGTH_MAX = 16;

interface CodeFieldProps {
  readonly language: Language;
  readonly name: 'code' | 'nextCode';
  readonly label: string;
  readonly hint: string;
  readonly error: string | undefined;
  readonly hasFocus: boolean;
  readonly isRequired?: boolean;
}

/** The input for a one-time password: numeric, never filled again, with room for full-width digits and spaces. */
export function CodeField(props: CodeFieldProps): VNode {
  return (
    <TextField
      language={props.language}
      name={props.name}
      label={props.label}
      hint={props.hint}
      error={props.error}
      inputMode="numeric"
      autocomplete="one-time-code"
      maxLength={CODE_LENGTH_MAX}
      width="code"
      hasFocus={props.hasFocus}
      isRequired={props.isRequired ?? true}
      comfort="otp-input"
    />
  );
}

interface SecondCodeWords {
  readonly title: string;
  readonly text: string;
  readonly label: string;
  readonly hint: string;
}

/** The words of 時刻補正, the same in every flow that asks for a code. */
export const SECOND_CODE_WORDS: Spoken<SecondCodeWords> = {
  ja: {
    title: '時刻のずれを確認しています',
    text: 'アプリをお使いの端末の時計がずれているようです。アプリの表示が次のワンタイムパスワードに切り替わったら、3分以内に入力してください。',
    label: '次に表示されたワンタイムパスワード',
    hint: '表示が切り替わるまでお待ちいただき、新しい数字6桁を入力してください。',
  },
  en: {
    title: 'We are adjusting to your device’s clock',
    text: 'The clock of the device with the app seems to be off. When the app shows the next one-time password, enter it within 3 minutes.',
    label: 'The next one-time password',
    hint: 'Wait until the app shows new digits, then enter those 6 digits.',
  },
};

/** 時刻補正: the first code travels sealed, the customer types the next one. */
export function SecondCode(props: {
  readonly language: Language;
  readonly sealedCode: string;
  readonly error: string | undefined;
}): VNode {
  const words = SECOND_CODE_WORDS[props.language];
  return (
    <>
      <Notice tone="information" title={words.title} isAnswer={true}>
        <p>{words.text}</p>
      </Notice>
      <input type="hidden" name="firstCode" value={props.sealedCode} />
      <CodeField
        language={props.language}
        name="nextCode"
        label={words.label}
        hint={words.hint}
        error={props.error}
        hasFocus={true}
      />
    </>
  );
}
