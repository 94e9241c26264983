import type { ExecuteMailAddressRefusal, MailAddressRefusal, NotAllowed, NumberRefusal } from '@warifu/bank';
import { instantText, type Spoken } from '@warifu/ui';
import { CHANNELS } from '../text/accounts.ts';
import { type Face, type Sentences, sentenceOf } from '../text/faces.ts';

/** Also where a table asks for 確認用パスワード, which never stands in for a code here. */
const REGISTER_FIRST: Spoken<string> = {
  ja: 'メールアドレスの登録・変更には、ワンタイムパスワードの利用登録が必要です。登録できない場合は、お取引の営業店でお手続きください。',
  en: 'A mail address can be registered or changed only with a registered one-time password. If you cannot register one, please come to your branch.',
};

export const NOT_ALLOWED_SENTENCES: Spoken<Sentences<NotAllowed>> = {
  ja: {
    otp_released: () =>
      'ワンタイムパスワードの利用登録が解除されています。あらためて利用登録が完了すると、メールアドレスを登録・変更できます。',
    register_first: () => REGISTER_FIRST.ja,
    cool_down: ({ until }) =>
      `ワンタイムパスワードの登録を変更されたため、安全のため${instantText(until, 'ja')}までメールアドレスを変更できません。`,
    confirmation_not_set: () => REGISTER_FIRST.ja,
    confirmation_locked: () => REGISTER_FIRST.ja,
    not_on_channel: ({ channel }) =>
      `メールアドレスの登録・変更は、${CHANNELS.ja[channel]}の画面ではお取り扱いしていません。ほかの画面か、お取引の営業店でお手続きください。`,
    other_channel: ({ channel }) =>
      `この内容は、${CHANNELS.ja[channel]}の画面で確認されたものです。安全のため、実行は確認した画面に限っています。はじめからお手続きください。`,
    contract_stopped: () =>
      'お申し出により、インターネットバンキングの取引を中止しています。お取引の営業店にご連絡ください。',
    day_not_open: () => 'ただいま日付の切り替えをしています。数分お待ちいただき、もう一度お試しください。',
  },
  en: {
    otp_released: () =>
      'Your one-time password was released by the branch. You can register or change a mail address when you have registered a token again.',
    register_first: () => REGISTER_FIRST.en,
    cool_down: ({ until }) =>
      `Your one-time password was changed lately. For your safety the mail address cannot be changed until ${instantText(until, 'en')}.`,
    confirmation_not_set: () => REGISTER_FIRST.en,
    confirmation_locked: () => REGISTER_FIRST.en,
    not_on_channel: ({ channel }) =>
      `A mail address cannot be changed on the pages for: ${CHANNELS.en[channel]}. Please use our other pages, or come to your branch.`,
    other_channel: ({ channel }) =>
      `This was checked on the pages for: ${CHANNELS.en[channel]}. For your safety it can be executed there alone. Please start again.`,
    contract_stopped: () =>
      'Internet banking is stopped for this contract, as asked. Please contact your branch.',
    day_not_open: () => 'The bank is just opening its new day. Please wait some minutes, and try again.',
  },
};

/** What the page of the address says beside its field; what no address could change is a page of its own. */
export type ShownAddressRefusal = Exclude<MailAddressRefusal, { readonly reason: 'not_allowed' }>;

export const ADDRESS_SENTENCES: Spoken<Sentences<ShownAddressRefusal>> = {
  ja: {
    address_missing: () => '新しいメールアドレスを入力してください。',
    address_too_long: ({ lengthMax }) =>
      `メールアドレスは${lengthMax}文字以内（@の前は64文字以内）で入力してください。`,
    address_characters: ({ characters }) =>
      `メールアドレスに使えない文字があります：「${characters}」　空白や日本語を含めず、英数字と記号で入力してください。`,
    address_without_at: () => '@の前後を確かめ、@を1つだけ含めて入力してください（例：name@mail.example）。',
    address_dots: () => '@の前では、ピリオド（.）を先頭・末尾に使ったり、続けて使ったりできません。',
    address_domain: () =>
      '@の後ろを確かめてください（例：mail.example のように、ピリオドで区切られた名前です）。',
    address_same: () => '現在登録されているメールアドレスと同じです。',
  },
  en: {
    address_missing: () => 'Enter the new mail address.',
    address_too_long: ({ lengthMax }) =>
      `A mail address has at most ${lengthMax} characters (64 before the @).`,
    address_characters: ({ characters }) =>
      `A mail address cannot have these characters: “${characters}”. Use letters, digits and signs, without spaces.`,
    address_without_at: () =>
      'Enter an address with one @ and something on both sides (for example name@mail.example).',
    address_dots: () => 'Before the @ a full stop cannot stand first, last, or beside another one.',
    address_domain: () =>
      'Check the part after the @: names with full stops between them, like mail.example.',
    address_same: () => 'This is the registered mail address already.',
  },
};

/** What the page itself says of the second field. */
export const AGAIN_SENTENCES: Spoken<{ readonly empty: string; readonly differs: string }> = {
  ja: {
    empty: '確認のため、新しいメールアドレスをもう一度入力してください。',
    differs: '上の欄のメールアドレスと一致しません。どちらも確かめて、入力し直してください。',
  },
  en: {
    empty: 'Enter the new mail address once more.',
    differs: 'This differs from the address above. Check both and enter it again.',
  },
};

/** Refusals of 実行 that the confirm page shows; the others lead to another page. */
export type ShownExecuteRefusal = Exclude<
  ExecuteMailAddressRefusal,
  { readonly reason: 'order_unknown' | 'order_expired' | 'needs_second_code' | 'terms_outdated' }
>;

export type ExecuteField = 'order' | 'code';

export const EXECUTE_FACES: Readonly<Record<ShownExecuteRefusal['reason'], Face<ExecuteField>>> = {
  not_allowed: { status: 422, field: 'order' },
  code_missing: { status: 422, field: 'code' },
  code_malformed: { status: 422, field: 'code' },
  code_refused: { status: 422, field: 'code' },
  authority_disagrees: { status: 503, field: 'code' },
  authority_away: { status: 503, field: 'code' },
};

export const EXECUTE_SENTENCES: Spoken<Sentences<ShownExecuteRefusal>> = {
  ja: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.ja, because),
    code_missing: () => 'ワンタイムパスワードを入力してください。',
    code_malformed: () => 'ワンタイムパスワードは、アプリに表示された数字6桁で入力してください。',
    code_refused: () =>
      'このワンタイムパスワードは受け付けられません。アプリの表示が切り替わってから、新しいワンタイムパスワードを入力してください。メールアドレスは変更されていません。',
    authority_disagrees: () =>
      'ただいまワンタイムパスワードを確認できないため、受け付けられません。時間をおいても続く場合は、お取引の営業店にご連絡ください。メールアドレスは変更されていません。',
    authority_away: () =>
      'ただいまワンタイムパスワードを確認できません。しばらくお待ちいただいてから、新しいワンタイムパスワードでもう一度実行してください。メールアドレスは変更されていません。',
  },
  en: {
    not_allowed: ({ because }) => sentenceOf(NOT_ALLOWED_SENTENCES.en, because),
    code_missing: () => 'Enter the one-time password.',
    code_malformed: () => 'Enter the 6 digits that the app shows.',
    code_refused: () =>
      'This one-time password cannot be accepted. Wait until the app shows a new one and enter that. The mail address is not changed.',
    authority_disagrees: () =>
      'One-time passwords cannot be checked just now, so we cannot accept this. If this goes on, please contact your branch. The mail address is not changed.',
    authority_away: () =>
      'One-time passwords cannot be checked just now. Please wait a moment and execute again with a new one. The mail address is not changed.',
  },
};

export type ShownNumberRefusal = Exclude<NumberRefusal, { readonly reason: 'order_unknown' | 'change_over' }>;

export const NUMBER_SENTENCES: Spoken<Sentences<ShownNumberRefusal>> = {
  ja: {
    number_missing: () => '確認番号を入力してください。',
    number_malformed: () => '確認番号は、メールに記載された数字6桁で入力してください。',
    number_refused: () =>
      '確認番号が正しくありません。いちばん新しいメールの番号を確かめて、もう一度入力してください。',
    number_over: () =>
      'この確認番号は、有効期限が過ぎたか、誤りが続いたため使えません。新しい確認番号の送信を依頼してください。',
  },
  en: {
    number_missing: () => 'Enter the number.',
    number_malformed: () => 'Enter the 6 digits of the number in the mail.',
    number_refused: () => 'The number is not right. Check the newest mail and enter its number.',
    number_over: () =>
      'This number can no longer be used: it is too old, or wrong ones were entered too often. Please have a new one sent.',
  },
};
