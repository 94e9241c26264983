import type { OrderKind, OrderLine, OrderList, OrderState } from '@warifu/bank';
import {
  Actions,
  Amount,
  type Column,
  ErrorSummary,
  Form,
  type FormState,
  firstError,
  Instant,
  type Language,
  type Spoken,
  SubmitButton,
  Table,
  TextField,
} from '@warifu/ui';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { CHANNELS } from '../text/accounts.ts';
import { Pager } from '../text/pager.tsx';
import { Fate } from './fate.tsx';

export const ORDER_FIELDS = ['receiptNumber', 'contractNumber', 'from', 'to'] as const;
export type OrderField = (typeof ORDER_FIELDS)[number];

interface OrderWords {
  readonly title: string;
  readonly lead: string;
  readonly labels: Readonly<Record<OrderField, string>>;
  readonly dayHint: string;
  readonly search: string;
  readonly busy: string;
  readonly nothing: string;
  readonly day: string;
  readonly results: string;
  readonly none: string;
  readonly kinds: Readonly<Record<OrderKind, string>>;
  readonly states: Readonly<Record<OrderState, string>>;
  readonly columns: {
    readonly receipt: string;
    readonly kind: string;
    readonly holder: string;
    readonly amount: string;
    readonly at: string;
    readonly state: string;
    readonly channel: string;
  };
}

export const ORDER_WORDS: Spoken<OrderWords> = {
  ja: {
    title: '取引の照会',
    lead: '受付番号、契約者ID、日付のいずれかを入力してください。照会は監査記録に残ります。',
    labels: {
      receiptNumber: '受付番号',
      contractNumber: '契約者ID(利用者番号)',
      from: '開始日',
      to: '終了日',
    },
    dayHint: '例：2026-04-01',
    search: '検索',
    busy: '検索しています…',
    nothing: '受付番号、契約者ID、日付のいずれかを入力してください。',
    day: '日付を 2026-04-01 の形で入力してください。',
    results: '検索結果',
    none: '該当する取引はありません。',
    kinds: {
      transfer: '振込',
      scheduled_transfer: '予約振込',
      own_transfer: '振替',
      bill_payment: '払込み',
      time_deposit_opening: '定期預金の預入',
      time_deposit_treatment: '満期時取扱の変更',
      time_deposit_closing: '定期預金の解約',
      maturity_booking: '満期解約予約',
      booking_cancelling: '満期解約予約の取消し',
      savings_opening: '定期積金の契約',
      savings_closing: '定期積金の解約',
      limit_raise: '限度額の引上げ',
      limit_lower: '限度額の引下げ',
      mail_address: 'メールアドレスの変更',
      address_change: '住所・電話番号の変更',
      payee: '振込先の登録',
      order_cancelling: '予約の取消し',
    },
    states: {
      prepared: '確認中',
      executed: '実行済み',
      refused: '実行できず',
      expired: '実行されず',
      cancelled: '取消し',
    },
    columns: {
      receipt: '受付番号',
      kind: '取引',
      holder: '契約者',
      amount: '金額',
      at: '日時',
      state: '状態',
      channel: '端末',
    },
  },
  en: {
    title: 'Orders',
    lead: 'Enter a receipt number, a contract number or dates. The search goes into the audit trail.',
    labels: { receiptNumber: 'Receipt number', contractNumber: 'Contract number', from: 'From', to: 'To' },
    dayHint: 'For example 2026-04-01',
    search: 'Search',
    busy: 'Searching…',
    nothing: 'Enter a receipt number, a contract number or dates.',
    day: 'Enter the date as 2026-04-01.',
    results: 'Orders found',
    none: 'No order was found.',
    kinds: {
      transfer: 'Transfer',
      scheduled_transfer: 'Scheduled transfer',
      own_transfer: 'Transfer between own accounts',
      bill_payment: 'Bill payment',
      time_deposit_opening: 'Opening of a time deposit',
      time_deposit_treatment: 'Treatment at maturity',
      time_deposit_closing: 'Closing of a time deposit',
      maturity_booking: 'Booked closing at maturity',
      booking_cancelling: 'Booked closing cancelled',
      savings_opening: 'Instalment savings opened',
      savings_closing: 'Instalment savings closed',
      limit_raise: 'Raising of a limit',
      limit_lower: 'Lowering of a limit',
      mail_address: 'Change of the mail address',
      address_change: 'Change of address',
      payee: 'Registered payee',
      order_cancelling: 'Cancellation',
    },
    states: {
      prepared: 'Being confirmed',
      executed: 'Executed',
      refused: 'Refused',
      expired: 'Not executed',
      cancelled: 'Cancelled',
    },
    columns: {
      receipt: 'Receipt number',
      kind: 'Order',
      holder: 'Holder',
      amount: 'Amount',
      at: 'When',
      state: 'State',
      channel: 'Device',
    },
  },
};

const wordOf = (words: Readonly<Record<string, string>>, name: string): string => words[name] ?? name;

function columnsOf(language: Language): readonly Column<OrderLine>[] {
  const words = ORDER_WORDS[language];
  const { columns } = words;
  return [
    {
      title: columns.receipt,
      isHead: true,
      cell: ({ receiptNumber }) => <span class="number">{receiptNumber}</span>,
    },
    {
      title: columns.kind,
      cell: ({ kind, about }) => (
        <span>
          {wordOf(words.kinds, kind)}
          {about === undefined ? null : <span class="when">{about.normalize('NFKC')}</span>}
        </span>
      ),
    },
    {
      title: columns.holder,
      cell: ({ contractId, holder, contractNumber }) => (
        <span>
          <a href={`/contracts/${contractId}`}>{holder}</a>
          <span class="when">{contractNumber}</span>
        </span>
      ),
    },
    {
      title: columns.amount,
      isAmount: true,
      cell: ({ amount }) => (amount === undefined ? '' : <Amount yen={amount} />),
    },
    {
      title: columns.at,
      cell: ({ executedAt, preparedAt }) => <Instant at={executedAt ?? preparedAt} language={language} />,
    },
    {
      title: columns.state,
      cell: (line) => (
        <span>
          {wordOf(words.states, line.state)}
          <Fate line={line} language={language} />
        </span>
      ),
    },
    { title: columns.channel, cell: ({ channel }) => CHANNELS[language][channel] },
  ];
}

export interface OrdersShown {
  readonly state: FormState<OrderField>;
  readonly results?: { readonly list: OrderList; readonly sealed: string; readonly isFirst: boolean };
}

/** Orders by receipt number, contract or day. */
export function ordersPage(turn: SessionTurn, shown: OrdersShown): string {
  const { language } = turn;
  const words = ORDER_WORDS[language];
  const { state, results } = shown;
  const first = firstError(ORDER_FIELDS, state.errors);
  return sessionPage(turn, {
    title: words.title,
    current: 'orders',
    hasError: first !== undefined,
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <div class="card stack screen-only">
          <ErrorSummary language={language} order={ORDER_FIELDS} errors={state.errors} />
          <Form action="/orders" csrf={turn.csrf} busyLabel={words.busy}>
            <div class="field-row">
              {ORDER_FIELDS.map((name) => (
                <TextField
                  key={name}
                  language={language}
                  name={name}
                  label={words.labels[name]}
                  {...(name === 'from' || name === 'to' ? { hint: words.dayHint } : {})}
                  value={state.values[name]}
                  error={state.errors[name]}
                  autocomplete="off"
                  maxLength={40}
                  isRequired={false}
                  hasFocus={first === name}
                />
              ))}
            </div>
            <Actions>
              <SubmitButton label={words.search} />
            </Actions>
          </Form>
        </div>
        {results === undefined ? null : (
          <section class="section stack" aria-labelledby="results">
            <h2 id="results">{words.results}</h2>
            {results.list.orders.length === 0 ? (
              <div class="card" role="status">
                <p>{words.none}</p>
              </div>
            ) : (
              <Table
                caption={words.results}
                columns={columnsOf(language)}
                rows={results.list.orders}
                keyOf={({ orderId }) => orderId}
              />
            )}
            <Pager
              language={language}
              path="/orders"
              query={{ sought: results.sealed }}
              next={results.list.hasMore ? results.list.orders.at(-1)?.orderId : undefined}
              isFirst={results.isFirst}
            />
          </section>
        )}
      </>
    ),
  });
}
