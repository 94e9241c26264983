import type { PasswordField } from './faces.ts';

interface OwnSentences {
  readonly currentEmpty: string;
  readonly nextEmpty: string;
  readonly againEmpty: string;
  readonly againDiffers: string;
}

/** What a page says of three password fields before the bank is asked. */
export const emptyErrorsOf = (
  form: Readonly<Record<PasswordField, string>>,
  own: OwnSentences,
): Partial<Record<PasswordField, string>> => ({
  ...(form.current === '' ? { current: own.currentEmpty } : {}),
  ...(form.next === '' ? { next: own.nextEmpty } : {}),
  ...(form.again === ''
    ? { again: own.againEmpty }
    : form.next !== '' && form.again !== form.next
      ? { again: own.againDiffers }
      : {}),
});
