import type { InstalmentView, SavingsView } from '@warifu/bank';

/** The words of 定期積金. */
export interface SavingsWords {
  readonly title: string;
  readonly cancel: string;
  readonly back: string;
  readonly list: {
    readonly none: string;
    readonly open: string;
    readonly account: string;
    readonly state: string;
    readonly details: string;
  };
  readonly states: Readonly<Record<SavingsView['state'], string>>;
  readonly late: (count: number) => string;
  readonly maturities: { readonly putOff: (date: string) => string; readonly unknown: string };
  readonly names: {
    readonly account: string;
    readonly from: string;
    readonly to: string;
    readonly instalment: string;
    readonly instalments: string;
    readonly chosenDay: string;
    readonly yearlyYield: string;
    readonly contractedOn: string;
    readonly agreedMaturity: string;
    readonly maturity: string;
    readonly closedOn: string;
    readonly paid: string;
    readonly balance: string;
    readonly principal: string;
    readonly supplement: string;
    readonly afterMaturity: string;
    readonly interest: string;
    readonly gross: string;
    readonly national: string;
    readonly local: string;
    readonly payoutPlanned: string;
    readonly payout: string;
    readonly closing: string;
    readonly daysInAll: string;
    readonly rate: string;
    readonly lost: string;
  };
  readonly times: (count: number) => string;
  readonly timesOf: (paid: number, of: number) => string;
  readonly dayOfMonth: (day: number) => string;
  readonly rateSince: (rate: string, date: string) => string;
  readonly supplementHow: (amount: string, instalment: string, months: string, rate: string) => string;
  readonly daysHow: (amount: string, days: number, rate: string) => string;
  readonly rateShare: (rate: string) => string;
  readonly rateOrdinary: (rate: string) => string;
  readonly closings: { readonly at_maturity: string; readonly early: string };
  readonly yields: {
    readonly title: string;
    readonly from: string;
    readonly bound: (from: number) => string;
    readonly since: string;
  };
  readonly open: {
    readonly heading: string;
    readonly lead: string;
    readonly account: string;
    readonly balance: (yen: string) => string;
    readonly noAccount: string;
    readonly instalment: string;
    readonly instalmentHint: (min: string, step: string) => string;
    readonly yen: string;
    readonly instalments: string;
    readonly instalmentsHint: (from: number, to: number) => string;
    readonly chosenDay: string;
    readonly chosenDayHint: string;
    readonly next: string;
    readonly busy: string;
    readonly plainAccount: string;
  };
  readonly table: {
    readonly title: string;
    readonly number: string;
    readonly dueDate: string;
    readonly debitDay: string;
    readonly state: string;
    readonly states: Readonly<Record<InstalmentView['state'], string>>;
  };
  readonly close: {
    readonly atMaturity: string;
    readonly early: string;
    readonly earlyHint: string;
    readonly nothingPaid: string;
    readonly busy: string;
  };
  readonly confirm: {
    readonly opening: { readonly heading: string; readonly lead: string };
    readonly closing: { readonly heading: string; readonly lead: string };
    readonly planned: string;
    readonly dues: string;
  };
  readonly done: {
    readonly opening: { readonly heading: string; readonly text: string };
    readonly closing: { readonly heading: string; readonly text: string };
    readonly statement: string;
  };
  readonly more: string;
}

export const ja: SavingsWords = {
  title: '定期積金',
  cancel: 'やめて定期積金の一覧に戻る',
  back: '定期積金の一覧へ',
  list: {
    none: 'ご契約中の定期積金はありません。',
    open: '定期積金を契約する',
    account: '口座番号',
    state: '状態',
    details: '明細・解約',
  },
  states: { open: '積立中', matured: '満期', closed: '解約済み' },
  late: (count) => `未払込み${count}回`,
  maturities: {
    putOff: (date) => `${date}（払込みが遅れたため繰り延べ）`,
    unknown: '未定（未払込みの掛金をお引き落としした日の翌日になります）',
  },
  names: {
    account: '定期積金の口座番号',
    from: '引落口座',
    to: '入金口座',
    instalment: '毎月の掛金',
    instalments: '払込回数',
    chosenDay: '払込日',
    yearlyYield: '年利回り',
    contractedOn: '契約日',
    agreedMaturity: '満期日（約定）',
    maturity: '満期日',
    closedOn: '解約日',
    paid: '払込済み',
    balance: '払込金額',
    principal: '掛金の合計',
    supplement: '給付補填金（税引前）',
    afterMaturity: '満期日後の利息（税引前）',
    interest: '利息（税引前）',
    gross: '課税対象の合計',
    national: '国税',
    local: '地方税',
    payoutPlanned: '満期のお受取予定額',
    payout: 'お受取額',
    closing: '解約の種類',
    daysInAll: '掛金ごとの日数の合計',
    rate: '適用利率',
    lost: '満期まで続けた場合より少なくなる額（税引前）',
  },
  times: (count) => `${count}回`,
  timesOf: (paid, of) => `${of}回のうち${paid}回`,
  dayOfMonth: (day) => (day === 31 ? '毎月末日' : `毎月${day}日${day > 28 ? '（ない月は末日）' : ''}`),
  rateSince: (rate, date) => `${rate}（${date}から適用の利回り）`,
  supplementHow: (amount, instalment, months, rate) =>
    `${amount}（${instalment} × 積数${months} × ${rate} ÷ 12）`,
  daysHow: (amount, days, rate) => `${amount}（${days}日、普通預金利率${rate}）`,
  rateShare: (rate) => `${rate}（約定年利回りの一定割合。普通預金利率を下回りません）`,
  rateOrdinary: (rate) => `${rate}（解約日の普通預金利率）`,
  closings: { at_maturity: '満期解約', early: '中途解約' },
  yields: { title: '本日の年利回り', from: '払込回数', bound: (from) => `${from}回から`, since: '適用日' },
  open: {
    heading: '契約内容の入力',
    lead: '毎月決まった日に、掛金を普通預金口座からお引き落とします。第1回は、契約日より後の最初の払込日です。',
    account: '引落口座（普通預金）',
    balance: (yen) => `残高 ${yen}`,
    noAccount: '掛金をお引き落としできる普通預金口座がありません。お取引の営業店にお問い合わせください。',
    instalment: '毎月の掛金',
    instalmentHint: (min, step) => `${min}以上、${step}単位です。例：10000`,
    yen: '円',
    instalments: '払込回数',
    instalmentsHint: (from, to) => `${from}回から${to}回までです。`,
    chosenDay: '払込日',
    chosenDayHint: '1から31までの日です。その日がない月は、末日になります。',
    next: '次へ',
    busy: '確認しています…',
    plainAccount: '引落口座を選ぶと、次へ進みます。',
  },
  table: {
    title: '掛金の払込み',
    number: '回',
    dueDate: '払込日',
    debitDay: '引落日',
    state: '状態',
    states: { paid: '払込済み', to_come: 'これから', late: '未払込み', given_up: '払込みなし' },
  },
  close: {
    atMaturity: '満期解約する',
    early: '中途解約する',
    earlyHint:
      '満期日前、または未払込みの掛金があるときの解約は中途解約となり、給付補填金は支払われません。次の画面で、お受取額を確認できます。',
    nothingPaid: '掛金の払込みがまだないため、解約できません。第1回の払込み後にお手続きください。',
    busy: '計算しています…',
  },
  confirm: {
    opening: {
      heading: '契約内容の確認',
      lead: 'まだ契約されていません。内容を確かめて、「実行」を押してください。',
    },
    closing: {
      heading: '解約内容の確認',
      lead: 'まだ解約されていません。内容を確かめ、ワンタイムパスワードを入力して「実行」を押してください。',
    },
    planned: 'お受取予定額は、すべての掛金が払い込まれ、満期日に解約された場合の額です。',
    dues: '払込みの予定',
  },
  done: {
    opening: {
      heading: '定期積金の契約を受け付けました',
      text: '第1回の払込日までに、引落口座に掛金をご用意ください。',
    },
    closing: { heading: '定期積金を解約しました', text: 'お受取額を、入金口座に入金しました。' },
    statement: '入出金明細を見る',
  },
  more: '次の定期積金',
};
