import type { CommonRefusal, SavingsClosingRefusal, SavingsOpeningRefusal } from '@warifu/bank';
import { dateText, type Spoken, yenText } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';
import type { OpenField } from './flow.ts';

/** Beside which field of the form a refusal is told; `order` stands at its head. */
export const OPEN_FACES: Readonly<
  Record<(SavingsOpeningRefusal | CommonRefusal)['reason'], OpenField | 'order'>
> = {
  account_unknown: 'fromAccountId',
  instalment_too_small: 'instalment',
  instalment_uneven: 'instalment',
  instalment_too_large: 'instalment',
  instalments_out_of_range: 'instalments',
  chosen_day_unknown: 'chosenDay',
  savings_too_many: 'order',
  yield_unknown: 'instalments',
  not_allowed: 'order',
  draft_unknown: 'order',
  limit_exceeded: 'order',
};

export const OPENING_SENTENCES: Spoken<Sentences<SavingsOpeningRefusal>> = {
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
  },
};

export const CLOSING_SENTENCES: Spoken<Sentences<SavingsClosingRefusal>> = {
  ja: {
    savings_unknown: () => 'この定期積金は見つかりません。定期積金の一覧からお手続きください。',
    savings_closed: () => 'この定期積金は、すでに解約されています。',
    nothing_paid: ({ firstDue }) =>
      `掛金の払込みがまだないため、解約できません。第1回の払込日は${dateText(firstDue, 'ja')}です。`,
  },
  en: {
    savings_unknown: () => 'These savings were not found. Please go on from the list.',
    savings_closed: () => 'These savings are closed already.',
    nothing_paid: ({ firstDue }) =>
      `Nothing was paid in yet, so there is nothing to close. The first instalment is due on ${dateText(firstDue, 'en')}.`,
  },
};

/** Of what is no number at all. */
export const INSTALMENT_UNREADABLE: Spoken<string> = {
  ja: '毎月の掛金を、数字で入力してください（例：10000）。',
  en: 'Enter the instalment in digits (for example 10000).',
};
