import type { OrderNeed } from '@warifu/bank';
import { type Language, PlainField } from '@warifu/ui';
import type { VNode } from 'preact';
import type { ProofShown } from '../order/proof.tsx';
import { ORDER_WORDS } from '../order/words.ts';
import { PlainCode } from './code-fields.tsx';

/** ワンタイムパスワード or 確認用パスワード, as the order needs. */
export function PlainProof(props: {
  readonly need: OrderNeed['need'];
  readonly shown: ProofShown;
  readonly language: Language;
}): VNode | null {
  const { need, language } = props;
  const { errors, sealedCode } = props.shown;
  const words = ORDER_WORDS[language];
  switch (need) {
    case 'otp':
      return (
        <PlainCode
          language={language}
          label={words.code}
          hint={words.codeHint}
          error={errors.code}
          hasFocus={errors.code !== undefined}
          sealedCode={sealedCode}
        />
      );
    case 'confirmation_password':
      return (
        <PlainField
          language={language}
          name="confirmationPassword"
          type="password"
          label={words.confirmationPassword}
          hint={words.confirmationHint}
          error={errors.confirmationPassword ?? errors.code}
          autocomplete="off"
          maxLength={128}
          hasFocus={errors.confirmationPassword !== undefined || errors.code !== undefined}
        />
      );
    case 'nothing':
    case 'refused':
      return null;
  }
}
