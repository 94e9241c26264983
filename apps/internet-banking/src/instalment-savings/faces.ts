import type {
  ExecuteOutcome,
  NotAllowed,
  PrepareOutcome,
  SavingsClosingRefusal,
  SavingsClosingTerms,
  SavingsOpeningRefusal,
  SavingsOpeningTerms,
} from '@warifu/bank';
import { dateText, type Language, type Spoken, yenText } from '@warifu/ui';
import { CHANNELS } from '../text/accounts.ts';
import { type Face, type Sentences, sentenceOf } from '../text/faces.ts';
import { NOT_ALLOWED_SENTENCES as TRANSFER_NOT_ALLOWED } from '../transfer/faces.ts';
import type { ExecuteField, OpenField } from './flow.ts';

type Refused<Outcome> = Extract<Outcome, { readonly outcome: 'refused' }>;
type OpeningRefused = Refused<PrepareOutcome<SavingsOpeningTerms, SavingsOpeningRefusal>>;
export type ExecuteRefused = Refused<
  | ExecuteOutcome<SavingsOpeningTerms, SavingsOpeningRefusal>
  | ExecuteOutcome<SavingsClosingTerms, SavingsClosingRefusal>
>;

/** As those of 振込, but for what they say of it. */
export const NOT_ALLOWED_SENTENCES: Spoken<Sentences<NotAllowed>> = {
  ja: {
    ...TRANSFER_NOT_ALLOWED.ja,
    other_channel: ({ channel }) =>
      `この内容は、${CHANNELS.ja[channel]}の画面で確認されたものです。安全のため、実行は確認した画面に限っています。はじめからお手続きください。`,
  },
  en: {
    ...TRANSFER_NOT_ALLOWED.en,
    otp_released: () =>
      'Your one-time password was released by the branch. This is possible when you have registered a token again.',
    other_channel: ({ channel }) =>
      `This was checked on the pages for: ${CHANNELS.en[channel]}. For your safety it can be executed there alone. Please start again.`,
  },
};

/** Beside which field of the form a refusal is told; what the policy refuses has a page of its own. */
export const OPEN_FACES: Readonly<
  Record<Exclude<OpeningRefused['reason'], 'not_allowed'>, OpenField | 'order'>
> = {
  account_unknown: 'fromAccountId',
  instalment_too_small: 'instalment',
  instalment_uneven: 'instalment',
  instalment_too_large: 'instalment',
  instalments_out_of_range: 'instalments',
  chosen_day_unknown: 'chosenDay',
  savings_too_many: 'order',
  yield_unknown: 'instalments',
  // No draft and no limit is asked for here.
  draft_unknown: 'order',
  limit_exceeded: 'order',
};

/** Refusals of 実行 that the confirm page shows; the others lead to another page. */
export type ShownRefusal = Exclude<
  ExecuteRefused,
  {
    readonly reason:
      | 'order_unknown'
      | 'order_expired'
      | 'terms_changed'
      | 'needs_second_code'
      | 'savings_unknown'
      | 'savings_closed';
  }
>;

const AT_THE_HEAD: Face<ExecuteField> = { status: 422, field: 'order' };
const BESIDE_THE_CODE: Face<ExecuteField> = { status: 422, field: 'code' };

export const EXECUTE_FACES: Readonly<Record<ShownRefusal['reason'], Face<ExecuteField>>> = {
  account_unknown: AT_THE_HEAD,
  instalment_too_small: AT_THE_HEAD,
  instalment_uneven: AT_THE_HEAD,
  instalment_too_large: AT_THE_HEAD,
  instalments_out_of_range: AT_THE_HEAD,
  chosen_day_unknown: AT_THE_HEAD,
  savings_too_many: AT_THE_HEAD,
  yield_unknown: AT_THE_HEAD,
  nothing_paid: AT_THE_HEAD,
  draft_unknown: AT_THE_HEAD,
  not_allowed: AT_THE_HEAD,
  limit_exceeded: AT_THE_HEAD,
  code_missing: BESIDE_THE_CODE,
  code_malformed: BESIDE_THE_CODE,
  code_refused: BESIDE_THE_CODE,
  confirmation_refused: BESIDE_THE_CODE,
  authority_disagrees: { status: 503, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

const NOT_REFUSED_SO: Spoken<string> = {
  ja: 'お手続きを受け付けられません。お手続きは行われていません。',
  en: 'This cannot be accepted. Nothing was done.',
};

const SENTENCES: Spoken<Sentences<ShownRefusal>> = {
  ja: {
    account_unknown: () => '引落口座を選んでください。',
    instalment_too_small: ({ instalmentMin }) =>
      `毎月の掛金は${yenText(instalmentMin)}以上で入力してください。`,
    instalment_uneven: ({ instalmentStep }) =>
      `毎月の掛金は${yenText(instalmentStep)}単位で入力してください。`,
    instalment_too_large: ({ instalmentMax }) => `毎月の掛金は${yenText(instalmentMax)}までです。`,
    instalments_out_of_range: ({ from, to }) => `払込回数は${from}回から${to}回までで入力してください。`,
    chosen_day_unknown: () => '払込日は1から31までの数字で入力してください。',
    savings_too_many: ({ openMax }) =>
      `ご契約中の定期積金が${openMax}件あるため、新しく契約できません。お取引の営業店にご相談ください。`,
    yield_unknown: () => 'この払込回数の定期積金は、ただいまお取り扱いしていません。',
    nothing_paid: ({ firstDue }) =>
      `掛金の払込みがまだないため、解約できません。第1回の払込日は${dateText(firstDue, 'ja')}です。`,
    draft_unknown: () => NOT_REFUSED_SO.ja,
    limit_exceeded: () => NOT_REFUSED_SO.ja,
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.ja, because),
    code_missing: () => 'ワンタイムパスワードを入力してください。',
    code_malformed: () => 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    code_refused: () =>
      'このワンタイムパスワードは受け付けられません。アプリの表示が切り替わってから、新しいワンタイムパスワードを入力してください。解約は行われていません。',
    confirmation_refused: () => NOT_REFUSED_SO.ja,
    authority_disagrees: () =>
      'ただいまワンタイムパスワードを確認できないため、受け付けられません。時間をおいても続く場合は、お取引の営業店にご連絡ください。解約は行われていません。',
    authority_away: () =>
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。解約は行われていません。',
  },
  en: {
    account_unknown: () => 'Choose the account to debit.',
    instalment_too_small: ({ instalmentMin }) => `An instalment is at least ${yenText(instalmentMin)}.`,
    instalment_uneven: ({ instalmentStep }) => `Instalments go in steps of ${yenText(instalmentStep)}.`,
    instalment_too_large: ({ instalmentMax }) => `An instalment is at most ${yenText(instalmentMax)}.`,
    instalments_out_of_range: ({ from, to }) => `The number of instalments is from ${from} to ${to}.`,
    chosen_day_unknown: () => 'The day of payment is a number from 1 to 31.',
    savings_too_many: ({ openMax }) =>
      `You have ${openMax} open contracts, so no other can be opened. Please ask your branch.`,
    yield_unknown: () => 'Savings of so many instalments are not offered just now.',
    nothing_paid: ({ firstDue }) =>
      `Nothing was paid in yet, so there is nothing to close. The first instalment is due on ${dateText(firstDue, 'en')}.`,
    draft_unknown: () => NOT_REFUSED_SO.en,
    limit_exceeded: () => NOT_REFUSED_SO.en,
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.en, because),
    code_missing: () => 'Enter the one-time password.',
    code_malformed: () => 'Enter the 6 digits that the app shows.',
    code_refused: () =>
      'This one-time password cannot be accepted. Wait until the app shows a new one and enter that. Nothing is closed.',
    confirmation_refused: () => NOT_REFUSED_SO.en,
    authority_disagrees: () =>
      'One-time passwords cannot be checked just now, so we cannot accept this. If this goes on, please contact your branch. Nothing is closed.',
    authority_away: () =>
      'One-time passwords cannot be checked just now. Please wait a moment and execute again with a new one. Nothing is closed.',
  },
};

/** The sentence of a refusal. Wrong, used and locked codes share one. */
export const savingsSentence = (refusal: ShownRefusal, language: Language): string =>
  sentenceOf(SENTENCES[language], refusal);

/** Of what is no number at all. */
export const INSTALMENT_UNREADABLE: Spoken<string> = {
  ja: '毎月の掛金を、数字で入力してください（例：10000）。',
  en: 'Enter the instalment in digits (for example 10000).',
};
