import type {
  BookingRefusal,
  CancelBookingRefusal,
  DepositRefusal,
  OpenTimeDepositRefusal,
  TreatmentRefusal,
} from '@warifu/bank';
import { dateText, type Spoken, yenText } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';

export type OpenField = 'fromAccountId' | 'amount' | 'termMonths' | 'atMaturity';
/** In the order of the page. */
export const OPEN_FIELDS: readonly OpenField[] = ['fromAccountId', 'amount', 'termMonths', 'atMaturity'];

/** Beside which field of the form a refusal is told. */
export const OPEN_FACES: Readonly<Record<OpenTimeDepositRefusal['reason'], OpenField>> = {
  account_unknown: 'fromAccountId',
  term_not_offered: 'termMonths',
  amount_too_small: 'amount',
  amount_too_large: 'amount',
  funds_insufficient: 'amount',
};

export const OPEN_SENTENCES: Spoken<Sentences<OpenTimeDepositRefusal>> = {
  ja: {
    account_unknown: () => '出金口座を選んでください。',
    term_not_offered: () =>
      'この期間の定期預金は、ただいまお取り扱いしていません。期間を選び直してください。',
    amount_too_small: ({ amountMin }) => `お預け入れ金額は${yenText(amountMin)}以上で入力してください。`,
    amount_too_large: ({ amountMax }) =>
      `1件のお預け入れ金額は${yenText(amountMax)}までです。分けてお預け入れください。`,
    funds_insufficient: ({ shortBy }) => `出金口座の残高が${yenText(shortBy)}不足しています。`,
  },
  en: {
    account_unknown: () => 'Choose the account to pay from.',
    term_not_offered: () => 'This term is not offered at the moment. Choose another one.',
    amount_too_small: ({ amountMin }) => `The amount must be ${yenText(amountMin)} or more.`,
    amount_too_large: ({ amountMax }) =>
      `One deposit may be at most ${yenText(amountMax)}. You can open several.`,
    funds_insufficient: ({ shortBy }) => `The balance of the account is short by ${yenText(shortBy)}.`,
  },
};

export const DEPOSIT_SENTENCES: Spoken<Sentences<DepositRefusal>> = {
  ja: {
    deposit_unknown: () => 'この定期預金は見つかりません。',
    deposit_over: () => 'この定期預金は、すでに解約または継続されています。一覧でお確かめください。',
    closing_due: ({ closesOn }) =>
      `この定期預金は満期になり、${dateText(closesOn, 'ja')}に解約して入金します。それまでお手続きはできません。`,
    booking_stands: () =>
      '満期解約予約を受け付けているため、ほかのお手続きはできません。先に予約を取り消してください。',
    day_work_due: () =>
      'この定期預金は、ただいま処理の途中です。しばらくしても続く場合は、お取引の営業店にご連絡ください。',
  },
  en: {
    deposit_unknown: () => 'This time deposit was not found.',
    deposit_over: () => 'This time deposit was closed or renewed already. Please look at the list.',
    closing_due: ({ closesOn }) =>
      `This time deposit has matured, and is closed and paid out on ${dateText(closesOn, 'en')}. Until then no order is taken.`,
    booking_stands: () => 'The closing of this deposit is booked. To order anything else, cancel that first.',
    day_work_due: () =>
      'This time deposit is just being worked on. If this goes on, please contact your branch.',
  },
};

export const TREATMENT_SENTENCES: Spoken<Sentences<TreatmentRefusal>> = {
  ja: {
    ...DEPOSIT_SENTENCES.ja,
    matured: () => '満期日になったため、満期時のお取扱いは変更できません。',
    treatment_same: () => '現在と同じお取扱いです。別のお取扱いを選んでください。',
  },
  en: {
    ...DEPOSIT_SENTENCES.en,
    matured: () => 'It has matured, so what happens at maturity cannot be changed any more.',
    treatment_same: () => 'This is what is chosen already. Choose another one.',
  },
};

export const BOOKING_SENTENCES: Spoken<Sentences<BookingRefusal>> = {
  ja: {
    ...DEPOSIT_SENTENCES.ja,
    matured: () => '満期日になったため、満期解約予約はできません。',
    not_renewing: () => '満期解約予約は、自動継続（元利金継続・元金継続）の定期預金に限ります。',
  },
  en: {
    ...DEPOSIT_SENTENCES.en,
    matured: () => 'It has matured, so its closing cannot be booked any more.',
    not_renewing: () => 'A closing can be booked only for a deposit that is renewed.',
  },
};

export const CANCEL_SENTENCES: Spoken<Sentences<CancelBookingRefusal>> = {
  ja: { ...DEPOSIT_SENTENCES.ja, not_booked: () => '満期解約予約は受け付けていません。' },
  en: { ...DEPOSIT_SENTENCES.en, not_booked: () => 'No closing is booked.' },
};
