import { type Language, PlainField } from '@warifu/ui';
import type { VNode } from 'preact';
import { CODE_LENGTH_MAX, SECOND_CODE_WORDS } from '../text/code-field.tsx';

interface PlainCodeProps {
  readonly language: Language;
  readonly label: string;
  readonly hint: string;
  readonly error: string | undefined;
  /** Whether the field of the first code is the first one in error. */
  readonly hasFocus: boolean;
  /** Set while the next code is asked for. 時刻補正. */
  readonly sealedCode: string | undefined;
}

/** The field for a one-time password; in 時刻補正 that for the next one, while the first travels sealed. */
export function PlainCode(props: PlainCodeProps): VNode {
  const { language, sealedCode } = props;
  const common = {
    language,
    error: props.error,
    inputMode: 'numeric',
    autocomplete: 'one-time-code',
    maxLength: CODE_LENGTH_MAX,
  } as const;
  if (sealedCode === undefined) {
    return (
      <PlainField {...common} name="code" label={props.label} hint={props.hint} hasFocus={props.hasFocus} />
    );
  }
  const words = SECOND_CODE_WORDS[language];
  return (
    <>
      <div class="notice" role="status">
        <b>{words.title}</b> {words.text}
      </div>
      <input type="hidden" name="firstCode" value={sealedCode} />
      <PlainField {...common} name="nextCode" label={words.label} hint={words.hint} hasFocus={true} />
    </>
  );
}
