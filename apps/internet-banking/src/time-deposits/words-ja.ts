import type { AtMaturity, TimeDepositEnd, TimeDepositView } from '@warifu/bank';

/** The orders on a deposit, as their addresses call them. */
export type DepositAct = 'open' | 'treatment' | 'book' | 'cancel' | 'close';

/** What the confirm page and the receipt of an order say. */
interface OrderWords {
  readonly title: string;
  readonly confirm: string;
  readonly lead: string;
  readonly execute: string;
  readonly done: string;
  /** On the receipt, below its number. */
  readonly doneLead: string;
}

/** The words of 定期預金. */
export interface TimeDepositWords {
  readonly title: string;
  readonly list: {
    readonly lead: string;
    readonly none: string;
    readonly open: string;
    readonly detail: string;
    readonly more: string;
    readonly back: string;
  };
  readonly months: (termMonths: number) => string;
  readonly treatments: Readonly<Record<AtMaturity, { readonly name: string; readonly text: string }>>;
  readonly states: Readonly<Record<TimeDepositView['state'] | 'matured' | 'booked', string>>;
  readonly ends: Readonly<Record<TimeDepositEnd, string>>;
  readonly open: {
    readonly heading: string;
    readonly account: string;
    readonly balance: (yen: string) => string;
    readonly amount: string;
    readonly amountHint: (min: string, max: string) => string;
    readonly yen: string;
    readonly term: string;
    readonly rate: (rate: string) => string;
    readonly rateDate: (date: string) => string;
    readonly choose: string;
    readonly treatment: string;
    readonly next: string;
    readonly busy: string;
    readonly none: string;
    readonly amountEmpty: string;
    readonly amountMalformed: string;
    readonly chooseTerm: string;
    readonly chooseTreatment: string;
  };
  /** Names of terms. */
  readonly of: {
    readonly account: string;
    readonly principal: string;
    readonly term: string;
    readonly rate: string;
    readonly openedOn: string;
    readonly maturityOn: string;
    readonly treatment: string;
    readonly before: string;
    readonly after: string;
    readonly from: string;
    readonly to: string;
    readonly state: string;
    readonly termInterest: string;
    readonly interim: string;
    readonly interimDays: string;
    readonly noInterim: string;
    readonly rest: string;
    readonly afterMaturity: string;
    readonly interestInAll: string;
    readonly national: string;
    readonly local: string;
    readonly net: string;
    readonly payout: string;
    readonly closesOn: string;
    readonly closedOn: string;
    readonly earlyRate: string;
    readonly earlyInterest: string;
    readonly paidSoFar: string;
    readonly difference: string;
    readonly takenBack: string;
    readonly nationalBack: string;
    readonly localBack: string;
    readonly lost: string;
    readonly endedBy: string;
    readonly paidOut: string;
  };
  readonly groups: {
    readonly deposit: string;
    readonly interest: string;
    readonly payout: string;
    readonly interims: string;
    readonly end: string;
  };
  readonly days: (days: number) => string;
  readonly validFrom: (date: string) => string;
  readonly beforeTax: string;
  readonly estimate: string;
  readonly earlyUnder: string;
  readonly earlyShare: (months: number, percent: string) => string;
  readonly earlyOrdinary: string;
  readonly payoutFor: string;
  readonly detail: {
    readonly heading: string;
    readonly closeEarly: string;
    readonly closeAtMaturity: string;
    readonly book: string;
    readonly cancelBooking: string;
    readonly changeTreatment: string;
    readonly acts: string;
    readonly closeEarlyHint: string;
    readonly bookHint: string;
    readonly next: string;
    readonly before: string;
    readonly closing: (date: string) => string;
  };
  readonly treatmentPage: { readonly heading: string; readonly lead: string };
  readonly orders: Readonly<Record<DepositAct, OrderWords>>;
}

export const ja: TimeDepositWords = {
  title: '定期預金',
  list: {
    lead: 'お預かりしている定期預金です。',
    none: 'お預かりしている定期預金はありません。',
    open: '定期預金を預け入れる',
    detail: '明細・お手続き',
    more: '次の定期預金',
    back: '定期預金の一覧へ',
  },
  months: (termMonths) => (termMonths % 12 === 0 ? `${termMonths / 12}年` : `${termMonths}か月`),
  treatments: {
    renew_with_interest: {
      name: '元利金継続',
      text: '満期日に、税引後の利息を元金に加えて、同じ期間で継続します。',
    },
    renew_principal: {
      name: '元金継続',
      text: '満期日に、元金を同じ期間で継続し、税引後の利息を普通預金口座に入金します。',
    },
    close_automatically: {
      name: '自動解約',
      text: '満期日（休業日のときは翌営業日）に解約し、元金と税引後の利息を入金します。',
    },
    keep: { name: '継続なし', text: '満期日のあと、満期解約のお手続きをされるまでお預かりします。' },
  },
  states: {
    running: 'お預かり中',
    renewed: '継続済み',
    closed: '解約済み',
    matured: '満期到来',
    booked: '満期解約予約',
  },
  ends: {
    renewal: '満期日に継続',
    automatic: '自動解約',
    booking: '満期解約予約による解約',
    too_large: '継続すると最高預入額を超えるため解約',
    at_maturity: '満期解約',
    early: '中途解約',
  },
  open: {
    heading: 'お預け入れの内容',
    account: '出金口座（利息・解約金の入金口座）',
    balance: (yen) => `引出可能額 ${yen}`,
    amount: 'お預け入れ金額',
    amountHint: (min, max) => `${min}以上${max}以下、1円単位です。`,
    yen: '円',
    term: 'お預け入れ期間',
    rate: (rate) => `年${rate}（税引前）`,
    rateDate: (date) => `${date}から適用の金利です。`,
    choose: '出金口座を選んでください',
    treatment: '満期時のお取扱い',
    next: '確認画面へ',
    busy: '確認しています…',
    none: 'ただいまお預け入れいただける定期預金はありません。',
    amountEmpty: 'お預け入れ金額を入力してください。',
    amountMalformed: 'お預け入れ金額は、数字で入力してください。',
    chooseTerm: 'お預け入れ期間を選んでください。',
    chooseTreatment: '満期時のお取扱いを選んでください。',
  },
  of: {
    account: '定期預金口座',
    principal: '元金',
    term: '期間',
    rate: '金利（年・税引前）',
    openedOn: '預入日',
    maturityOn: '満期日',
    treatment: '満期時のお取扱い',
    before: '変更前のお取扱い',
    after: '変更後のお取扱い',
    from: '出金口座',
    to: '入金口座',
    state: '状態',
    termInterest: '満期までの約定利息',
    interim: '中間利息（税引前）',
    interimDays: '中間利払日',
    noInterim: 'なし',
    rest: '満期に支払う利息',
    afterMaturity: '満期後の利息',
    interestInAll: '利息の合計',
    national: '国税',
    local: '地方税',
    net: '税引後の利息',
    payout: '受取金額',
    closesOn: '解約日',
    closedOn: '解約日',
    earlyRate: '中途解約の利率（年）',
    earlyInterest: '中途解約の利息',
    paidSoFar: 'お支払い済みの中間利息',
    difference: '今回お支払いする利息',
    takenBack: '元金から差し引く中間利息',
    nationalBack: '国税の還付',
    localBack: '地方税の還付',
    lost: '満期まで預けた場合と比べて受け取れなくなる利息',
    endedBy: '終了の理由',
    paidOut: '普通預金口座への入金額',
  },
  groups: {
    deposit: '定期預金',
    interest: '利息の計算',
    payout: 'お受取り',
    interims: '中間利払い',
    end: '解約・継続',
  },
  days: (days) => `${days.toLocaleString('ja-JP')}日`,
  validFrom: (date) => `${date}から適用`,
  beforeTax: '税引前',
  estimate: '満期まで預け入れた場合の金額です。',
  earlyUnder: '預入期間6か月未満のため、解約日の普通預金金利',
  earlyShare: (months, percent) =>
    `預入期間${months}か月以上：約定金利の${percent}%（小数点第4位以下切捨て）`,
  earlyOrdinary: '解約日の普通預金金利を下回るため、普通預金金利',
  payoutFor: '満期日に解約した場合の金額です。解約日が満期日のあとになるときは、その日数の利息が加わります。',
  detail: {
    heading: '定期預金の明細',
    closeEarly: '中途解約',
    closeAtMaturity: '満期解約',
    book: '満期解約予約',
    cancelBooking: '満期解約予約の取消',
    changeTreatment: '満期時のお取扱いの変更',
    acts: 'お手続き',
    closeEarlyHint: '満期日より前に解約すると、利息が少なくなります。次の画面で金額をご確認いただけます。',
    bookHint: '次の満期日で継続せずに解約します。満期日の前日まで取り消せます。',
    next: '継続後の定期預金',
    before: '継続前の定期預金',
    closing: (date) => `${date}に解約し、入金口座へ入金します。`,
  },
  treatmentPage: {
    heading: '満期時のお取扱いを選ぶ',
    lead: '満期日の前日まで、何度でも変更できます。',
  },
  orders: {
    open: {
      title: '定期預金の預入',
      confirm: 'お預け入れ内容の確認',
      lead: '次の内容でお預け入れします。よろしければ実行してください。',
      execute: '預け入れを実行',
      done: '定期預金をお預かりしました',
      doneLead: '定期預金の一覧で、いつでもご確認いただけます。',
    },
    treatment: {
      title: '満期時のお取扱いの変更',
      confirm: '変更内容の確認',
      lead: '次のとおり変更します。よろしければ実行してください。',
      execute: '変更を実行',
      done: '満期時のお取扱いを変更しました',
      doneLead: '満期日の前日まで、もう一度変更できます。',
    },
    book: {
      title: '満期解約予約',
      confirm: '満期解約予約の確認',
      lead: '次の満期日で継続せずに解約します。よろしければ、ワンタイムパスワードを入力して実行してください。',
      execute: '実行',
      done: '満期解約予約を受け付けました',
      doneLead: '満期日の前日まで取り消せます。予約の間は、ほかのお手続きはできません。',
    },
    cancel: {
      title: '満期解約予約の取消',
      confirm: '取消の確認',
      lead: '満期解約予約を取り消し、予約前のお取扱いに戻します。よろしければ、ワンタイムパスワードを入力して実行してください。',
      execute: '実行',
      done: '満期解約予約を取り消しました',
      doneLead: '満期日には、次のお取扱いになります。',
    },
    close: {
      title: '定期預金の解約',
      confirm: '解約内容の確認',
      lead: '次の内容で解約し、すぐに入金します。実行したあとは取り消せません。よろしければ、ワンタイムパスワードを入力して実行してください。',
      execute: '実行',
      done: '定期預金を解約しました',
      doneLead: '受取金額を入金口座に入金しました。',
    },
  },
};
