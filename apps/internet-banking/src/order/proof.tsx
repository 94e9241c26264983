import type { OrderNeed } from '@warifu/bank';
import { firstError, type Language, TextField } from '@warifu/ui';
import type { VNode } from 'preact';
import { CodeField, SecondCode } from '../text/code-field.tsx';
import { ORDER_WORDS } from './words.ts';

/** With what a customer says yes, in the order of the page. */
export const PROOF_FIELDS = ['code', 'confirmationPassword'] as const;

/** What went wrong with it; `sealedCode` while the next code is asked for. 時刻補正. */
export interface ProofShown {
  readonly errors: Readonly<Partial<Record<(typeof PROOF_FIELDS)[number], string>>>;
  readonly sealedCode?: string;
}

/** ワンタイムパスワード or 確認用パスワード, as an order needs. */
export function Proof(props: {
  readonly need: OrderNeed['need'];
  readonly shown: ProofShown;
  readonly language: Language;
}): VNode | null {
  const { language } = props;
  const { errors, sealedCode } = props.shown;
  const words = ORDER_WORDS[language];
  const first = firstError(PROOF_FIELDS, errors);
  switch (props.need) {
    case 'otp':
      return sealedCode === undefined ? (
        <CodeField
          language={language}
          name="code"
          label={words.code}
          hint={words.codeHint}
          error={errors.code}
          hasFocus={first === 'code'}
        />
      ) : (
        <SecondCode language={language} sealedCode={sealedCode} error={errors.code} />
      );
    case 'confirmation_password':
      // Where nothing was typed the code is said to be missing, and this is the field that stands for it.
      return (
        <TextField
          language={language}
          name="confirmationPassword"
          type="password"
          label={words.confirmationPassword}
          hint={words.confirmationHint}
          error={errors.confirmationPassword ?? errors.code}
          autocomplete="off"
          maxLength={128}
          width="medium"
          hasFocus={first !== undefined}
        />
      );
    case 'nothing':
    case 'refused':
      return null;
  }
}

/** What stands above the proof. */
export const proofHeading = (need: OrderNeed['need'], language: Language): string => {
  const { codeHeading, passwordHeading, executeHeading } = ORDER_WORDS[language];
  return { otp: codeHeading, confirmation_password: passwordHeading, nothing: executeHeading, refused: '' }[
    need
  ];
};

/** The limit that holds: without a token, and in a cool-down, a lower one may stand beside the contract's own. */
export const lowerLimit = (limit: bigint, other: bigint | undefined): bigint =>
  other !== undefined && other < limit ? other : limit;
