import type { ChartKind, DayFault, DayJobName, DayJobState } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

interface Words {
  readonly title: string;
  readonly lead: string;
  readonly stand: string;
  readonly today: string;
  readonly businessDay: Readonly<Record<'yes' | 'no', string>>;
  readonly opened: string;
  readonly closed: string;
  readonly never: string;
  readonly isOpen: string;
  readonly isWaiting: string;
  readonly jobsTitle: string;
  readonly jobs: Readonly<Record<DayJobName, string>>;
  readonly closing: string;
  readonly states: Readonly<Record<DayJobState['state'], string>>;
  readonly jobColumns: {
    readonly job: string;
    readonly state: string;
    readonly done: string;
    readonly failed: string;
    readonly finished: string;
  };
  readonly faultsTitle: string;
  readonly noFaults: string;
  readonly faultsLead: string;
  readonly faultColumns: {
    readonly day: string;
    readonly job: string;
    readonly item: string;
    readonly says: string;
    readonly mended: string;
  };
  readonly notMended: string;
  readonly closingsTitle: string;
  readonly closingsLead: string;
  readonly noClosings: string;
  readonly entries: (count: bigint) => string;
  readonly accountColumns: {
    readonly number: string;
    readonly account: string;
    readonly kind: string;
    readonly debits: string;
    readonly credits: string;
    readonly balance: string;
  };
  readonly kinds: Readonly<Record<ChartKind, string>>;
  readonly debit: (amount: string) => string;
  readonly credit: (amount: string) => string;
  readonly total: string;
}

export const DAY_WORDS: Spoken<Words> = {
  ja: {
    title: '日次処理',
    lead: '営業日付ごとの処理と、締め後の試算表です。営業日付は、その日の処理がすべて終わると開始します。',
    stand: '現在の状況',
    today: '営業日付',
    businessDay: { yes: '営業日', no: '休業日' },
    opened: '開始済みの日',
    closed: '締め済みの日',
    never: 'まだありません',
    isOpen: '本日の処理は終わり、取引を受け付けています。',
    isWaiting: '本日の処理が終わっていません。取引は、処理が終わるまで受け付けません。',
    jobsTitle: '処理の一覧',
    jobs: {
      interim_interest: '定期預金の中間利払',
      renewals: '定期預金の継続',
      ordinary_interest: '普通預金の利息元加',
      maturity_closings: '定期預金の満期解約',
      scheduled_transfers: '予約振込',
      instalments: '定期積金の掛込',
      time_deposit_notices: '定期預金の満期のお知らせ',
      savings_notices: '定期積金の満期のお知らせ',
    },
    closing: '締め',
    states: { waiting: '待機中', under_way: '処理中', done: '完了', not_on_this_day: '対象外' },
    jobColumns: { job: '処理', state: '状況', done: '件数', failed: '未処理', finished: '終了' },
    faultsTitle: '処理できなかったもの',
    noFaults: '処理できなかったものはありません。',
    faultsLead:
      '翌日の処理でもう一度実行します。「締め」が表示されている場合、翌営業日付は開始されません。システム担当へ連絡してください。',
    faultColumns: { day: '営業日付', job: '処理', item: '対象', says: '理由', mended: '解消' },
    notMended: '未解消',
    closingsTitle: '試算表',
    closingsLead: '新しい日から31日分を表示します。借方と貸方の残高の合計は、必ず一致します。',
    noClosings: '締めた日はまだありません。',
    entries: (count) => `記帳 ${count}件`,
    accountColumns: {
      number: '科目番号',
      account: '勘定科目',
      kind: '区分',
      debits: '当日借方',
      credits: '当日貸方',
      balance: '残高',
    },
    kinds: { asset: '資産', liability: '負債', income: '収益', expense: '費用' },
    debit: (amount) => `借方 ${amount}`,
    credit: (amount) => `貸方 ${amount}`,
    total: '合計',
  },
  en: {
    title: 'The day',
    lead: 'The work of each business date, and the trial balance after it was closed. A date is opened when all of its own work is done.',
    stand: 'Where the bank stands',
    today: 'Business date',
    businessDay: { yes: 'Business day', no: 'Bank holiday' },
    opened: 'Opened up to',
    closed: 'Closed up to',
    never: 'None yet',
    isOpen: 'Today’s work is done, and orders are taken.',
    isWaiting: 'Today’s work is not done. Orders wait until it is.',
    jobsTitle: 'Jobs',
    jobs: {
      interim_interest: 'Interim interest of time deposits',
      renewals: 'Renewals of time deposits',
      ordinary_interest: 'Interest of ordinary deposits',
      maturity_closings: 'Closings at maturity',
      scheduled_transfers: 'Scheduled transfers',
      instalments: 'Instalments',
      time_deposit_notices: 'Notices of maturity, time deposits',
      savings_notices: 'Notices of maturity, instalment savings',
    },
    closing: 'Closing',
    states: { waiting: 'Waiting', under_way: 'Under way', done: 'Done', not_on_this_day: 'Not on this day' },
    jobColumns: { job: 'Job', state: 'State', done: 'Done', failed: 'Failed', finished: 'Finished' },
    faultsTitle: 'What could not be done',
    noFaults: 'Everything could be done.',
    faultsLead:
      'It is tried again on the next day. Where “Closing” is among it, no further day is opened: call whoever runs the system.',
    faultColumns: { day: 'Date', job: 'Job', item: 'Item', says: 'Why', mended: 'Mended' },
    notMended: 'Not yet',
    closingsTitle: 'Trial balances',
    closingsLead: 'The last 31 days, newest first. Debit and credit balances always come to the same sum.',
    noClosings: 'No day is closed yet.',
    entries: (count) => `${count} entries`,
    accountColumns: {
      number: 'Number',
      account: 'Account',
      kind: 'Kind',
      debits: 'Debits of the day',
      credits: 'Credits of the day',
      balance: 'Balance',
    },
    kinds: { asset: 'Asset', liability: 'Liability', income: 'Income', expense: 'Expense' },
    debit: (amount) => `Dr ${amount}`,
    credit: (amount) => `Cr ${amount}`,
    total: 'Total',
  },
};

export const jobText = (words: Pick<Words, 'jobs' | 'closing'>, job: DayFault['job']): string =>
  job === 'closing' ? words.closing : words.jobs[job];
