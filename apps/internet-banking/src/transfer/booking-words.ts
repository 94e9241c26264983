import type { BookingFailure, CancellingRefusal, RecallState, ScheduledTransferRefusal } from '@warifu/bank';
import { dateText, type Spoken } from '@warifu/ui';
import type { Sentences } from '../text/faces.ts';
import { TRANSFER_SENTENCES } from './faces.ts';

/** The words of 予約振込, its list and its cancelling. */
export const BOOKING_WORDS: Spoken<{
  readonly title: string;
  readonly date: string;
  readonly dateHint: (last: string) => string;
  readonly dateTyped: (last: string) => string;
  readonly today: (date: string) => string;
  readonly calendar: string;
  readonly columns: { readonly day: string; readonly isBookable: string };
  readonly bookable: string;
  readonly holiday: string;
  readonly confirm: string;
  readonly confirmLead: string;
  readonly hint: string;
  readonly debit: string;
  readonly credit: string;
  readonly creditNow: string;
  readonly creditAtOpening: string;
  readonly execute: string;
  readonly change: string;
  readonly list: string;
  readonly listLead: string;
  readonly none: string;
  readonly start: string;
  readonly cancel: string;
  readonly notCancellable: string;
  readonly booked: {
    readonly due: string;
    readonly payee: string;
    readonly total: string;
    readonly receipt: string;
  };
  readonly cancelling: string;
  readonly cancellingLead: string;
  readonly cancelHint: string;
  readonly cancelExecute: string;
  readonly cancelled: string;
  readonly back: string;
  readonly top: string;
  readonly failures: Readonly<Record<BookingFailure, string>>;
  readonly recalls: Readonly<Record<RecallState, string>>;
}> = {
  ja: {
    title: '予約振込',
    date: '振込日',
    dateHint: (last) => `本日のほか、${last}までの営業日を指定して予約できます。`,
    dateTyped: (last) => `予約する場合は、振込日を選んでください（${last}まで）。`,
    today: (date) => `本日（${date}）`,
    calendar: '予約できる日',
    columns: { day: '日付', isBookable: '予約' },
    bookable: '○',
    holiday: '休業日',
    confirm: '予約振込の内容確認',
    confirmLead: 'まだ予約されていません。内容を確かめて、いちばん下の「予約する」を押してください。',
    hint: '振込日の前日まで、画面から取り消すことができます。振込日の0時以降に残高が不足していると、振込は行われません（再度の引落しはいたしません）。',
    debit: 'お引落し日',
    credit: '振込先への入金',
    creditNow: 'お引落しと同時に入金されます（当金庫内の振込）。',
    creditAtOpening: 'お引落し日の午前8時30分以降に入金されます。',
    execute: '予約する',
    change: '金額・振込日を変更する',
    list: '予約振込の照会・取消',
    listLead: '振込日の前日まで取り消すことができます。取消しにはワンタイムパスワードが必要です。',
    none: '予約されている振込はありません。',
    start: '振込をする',
    cancel: '取り消す',
    notCancellable: '振込日のため、取消しできません',
    booked: { due: '振込日', payee: '振込先', total: 'お引落し合計', receipt: '受付番号' },
    cancelling: '予約振込の取消',
    cancellingLead: '次の予約を取り消します。まだ取り消されていません。',
    cancelHint: '取り消した予約は元に戻せません。',
    cancelExecute: '予約を取り消す',
    cancelled: '予約を取り消しました',
    back: '予約振込の一覧へ',
    top: 'トップへ',
    failures: {
      payee_bank_unknown: '振込先の金融機関がなくなったため、振込は行われませんでした。',
      payee_branch_unknown: '振込先の支店がなくなったため、振込は行われませんでした。',
      payee_account_unknown: '振込先の口座がなくなったため、振込は行われませんでした。',
      funds_insufficient: '振込日に残高が不足していたため、振込は行われませんでした。',
    },
    recalls: {
      recorded: '組戻しのお申し出を受け付け、振込先の金融機関に依頼する準備をしています。',
      asked: '振込先の金融機関に組戻しを依頼し、回答を待っています。',
      returned:
        '組戻しにより、振込金額をお客様の口座にお戻ししました。振込手数料と組戻手数料はお返しできません。',
      refused: '組戻しは成立しませんでした。組戻手数料はお返しできません。',
    },
  },
  en: {
    title: 'Scheduled transfer',
    date: 'Date',
    dateHint: (last) => `Today, or a business day up to ${last}.`,
    dateTyped: (last) => `To schedule the transfer, choose a day (up to ${last}).`,
    today: (date) => `Today (${date})`,
    calendar: 'Days that can be chosen',
    columns: { day: 'Day', isBookable: 'Possible' },
    bookable: 'Yes',
    holiday: 'Bank holiday',
    confirm: 'Check your scheduled transfer',
    confirmLead: 'Nothing is booked yet. Check everything, then press “Book” at the end of the page.',
    hint: 'You can cancel it on screen until the day before. Where your account has too little on the day, at 0:00, the transfer is not made and not tried again.',
    debit: 'Debited on',
    credit: 'Credited to the payee',
    creditNow: 'Together with the debit (a transfer within our bank).',
    creditAtOpening: 'From 8:30 in the morning of that day.',
    execute: 'Book',
    change: 'Change amount or date',
    list: 'Scheduled transfers',
    listLead: 'Each can be cancelled until the day before, with a one-time password.',
    none: 'No transfer is scheduled.',
    start: 'Make a transfer',
    cancel: 'Cancel it',
    notCancellable: 'Due today: it cannot be cancelled',
    booked: { due: 'Date', payee: 'Payee', total: 'Total', receipt: 'Receipt number' },
    cancelling: 'Cancel a scheduled transfer',
    cancellingLead: 'This is what you are about to cancel. It is not cancelled yet.',
    cancelHint: 'What is cancelled cannot be brought back.',
    cancelExecute: 'Cancel the transfer',
    cancelled: 'The scheduled transfer is cancelled',
    back: 'To the scheduled transfers',
    top: 'Home',
    failures: {
      payee_bank_unknown: 'The payee’s bank is there no more, so the transfer was not made.',
      payee_branch_unknown: 'The payee’s branch is there no more, so the transfer was not made.',
      payee_account_unknown: 'The payee’s account is there no more, so the transfer was not made.',
      funds_insufficient: 'Your account had too little on the day, so the transfer was not made.',
    },
    recalls: {
      recorded: 'You asked for this transfer back; the payee’s bank will be asked next.',
      asked: 'The payee’s bank was asked for this transfer back. We wait for its answer.',
      returned: 'The amount was recalled and is back on your account. The fees are not returned.',
      refused: 'The recall did not succeed. Its fee is not returned.',
    },
  },
};

type Booked = Exclude<ScheduledTransferRefusal, { readonly reason: keyof (typeof TRANSFER_SENTENCES)['ja'] }>;

/** What is wrong with a booking beyond what may be wrong with any transfer. */
const DATE_SENTENCES: Spoken<Sentences<Booked>> = {
  ja: {
    date_malformed: () => '振込日を選んでください。',
    date_not_later: ({ first }) => `予約は${dateText(first, 'ja')}以降の日を選んでください。`,
    date_too_far: ({ last }) => `予約できるのは${dateText(last, 'ja')}までです。`,
    date_not_business_day: ({ date }) =>
      `${dateText(date, 'ja')}は休業日のため、予約できません。ほかの日を選んでください。`,
    bookings_too_many: ({ bookingsMax }) =>
      `予約できる振込は${bookingsMax}件までです。予約を取り消すか、振込日までお待ちください。`,
  },
  en: {
    date_malformed: () => 'Choose a day.',
    date_not_later: ({ first }) => `Choose a day from ${dateText(first, 'en')} on.`,
    date_too_far: ({ last }) => `Choose a day up to ${dateText(last, 'en')}.`,
    date_not_business_day: ({ date }) => `${dateText(date, 'en')} is a bank holiday. Choose another day.`,
    bookings_too_many: ({ bookingsMax }) =>
      `At most ${bookingsMax} transfers can be scheduled at once. Cancel one, or wait for its day.`,
  },
};

export const BOOKING_SENTENCES: Spoken<Sentences<ScheduledTransferRefusal>> = {
  ja: { ...TRANSFER_SENTENCES.ja, ...DATE_SENTENCES.ja },
  en: { ...TRANSFER_SENTENCES.en, ...DATE_SENTENCES.en },
};

export const CANCELLING_SENTENCES: Spoken<Sentences<CancellingRefusal>> = {
  ja: {
    booking_unknown: () => 'この予約は見つかりません。',
    booking_settled: ({ state }) =>
      state === 'cancelled'
        ? 'この予約は、すでに取り消されています。'
        : 'この予約は、すでに振込日を過ぎています。',
    booking_due: () => '振込日になったため、画面からは取り消せません。お取引の営業店にご連絡ください。',
  },
  en: {
    booking_unknown: () => 'This booking was not found.',
    booking_settled: ({ state }) =>
      state === 'cancelled' ? 'It is cancelled already.' : 'Its day has passed already.',
    booking_due: () => 'Its day has come: it cannot be cancelled on screen. Please contact your branch.',
  },
};
