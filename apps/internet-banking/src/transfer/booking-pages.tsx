import type { Booking, BookingDay, ScheduledTransferOrder, ScheduledTransferTerms } from '@warifu/bank';
import {
  Amount,
  ButtonLink,
  type Column,
  dateText,
  Form,
  type Language,
  SubmitButton,
  Table,
  type Term,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { OrderConfirm } from '../order/order-flow.ts';
import { branchText, kanaText } from '../text/accounts.ts';
import { BOOKING_WORDS } from './booking-words.ts';
import { partyTerms } from './confirm-page.tsx';
import { pathOf } from './draft.ts';
import { TRANSFER_WORDS } from './words.ts';

export const BOOKINGS_PATH = '/transfer/bookings';
export const bookingPath = (orderId: string): string => `${BOOKINGS_PATH}/${orderId}`;
export const cancellingPath = (orderId: string): string => `/transfer/cancellings/${orderId}`;

/** What a booking takes, and when: the same on its confirm page and on that of its cancelling. */
export function bookedTerms(
  terms: ScheduledTransferTerms,
  total: bigint,
  fromBranchName: string,
  language: Language,
): readonly Term[] {
  const words = BOOKING_WORDS[language];
  const { confirm } = TRANSFER_WORDS[language];
  return [
    { name: words.debit, value: dateText(terms.debitDate, language), isStrong: true },
    ...partyTerms(terms, fromBranchName, language),
    { name: confirm.amount, value: <Amount yen={terms.amount} />, isStrong: true },
    { name: confirm.fee, value: <Amount yen={terms.fee} /> },
    { name: confirm.total, value: <Amount yen={total} />, isStrong: true },
    {
      name: words.credit,
      value: terms.mode === 'same_bank_now' ? words.creditNow : words.creditAtOpening,
    },
  ];
}

export function bookingConfirm(
  order: ScheduledTransferOrder,
  fromBranchName: string,
  language: Language,
): OrderConfirm {
  const words = BOOKING_WORDS[language];
  const { confirm } = TRANSFER_WORDS[language];
  const { need, draftId } = order;
  const left = need.need === 'refused' ? undefined : need.leftToday;
  return {
    title: words.title,
    heading: words.confirm,
    lead: words.confirmLead,
    groups: [
      {
        terms: [
          ...bookedTerms(order.terms, order.total, fromBranchName, language),
          ...(left === undefined ? [] : [{ name: confirm.leftToday, value: <Amount yen={left} /> }]),
        ],
      },
    ],
    hint: words.hint,
    execute: words.execute,
    links:
      draftId === undefined
        ? []
        : [
            { href: pathOf(draftId, 'amount'), label: words.change },
            { href: pathOf(draftId, 'payee'), label: confirm.changePayee },
          ],
  };
}

/** The days of a booking as a table: it needs no script, and can be read out. */
export function BookingCalendar(props: {
  readonly days: readonly BookingDay[];
  readonly language: Language;
}): VNode {
  const { days, language } = props;
  const words = BOOKING_WORDS[language];
  const columns: readonly Column<BookingDay>[] = [
    { title: words.columns.day, isHead: true, cell: (day) => dateText(day.date, language) },
    { title: words.columns.isBookable, cell: (day) => (day.isBookable ? words.bookable : words.holiday) },
  ];
  return (
    <details class="calendar">
      <summary>{words.calendar}</summary>
      <Table caption={words.calendar} columns={columns} rows={days} keyOf={(day) => day.date} />
    </details>
  );
}

function columnsOf(turn: SessionTurn): readonly Column<Booking>[] {
  const { language } = turn;
  const words = BOOKING_WORDS[language];
  return [
    {
      title: words.booked.due,
      isHead: true,
      cell: ({ terms }) => dateText(terms.debitDate, language),
    },
    {
      title: words.booked.payee,
      cell: ({ terms: { payee } }) => (
        <span>
          {kanaText(payee.kana)}
          <span class="when">
            {payee.bankName} {branchText(payee.branchName, language)}
          </span>
        </span>
      ),
    },
    { title: words.booked.total, isAmount: true, cell: ({ total }) => <Amount yen={total} /> },
    {
      title: words.booked.receipt,
      cell: (booking) => <a href={`/transfer/receipts/${booking.orderId}`}>{booking.receiptNumber}</a>,
    },
    {
      title: words.cancel,
      cell: (booking) =>
        booking.isCancellable ? (
          <Form
            action={`${bookingPath(booking.orderId)}/cancel`}
            csrf={turn.csrf}
            isPlain={true}
            label={`${words.cancelling} ${booking.receiptNumber}`}
          >
            <SubmitButton label={words.cancel} look="secondary" />
          </Form>
        ) : (
          words.notCancellable
        ),
    },
  ];
}

/** 予約振込の照会・取消: what waits for its day. */
export function bookingsPage(turn: SessionTurn, bookings: readonly Booking[]): string {
  const words = BOOKING_WORDS[turn.language];
  return sessionPage(turn, {
    title: words.list,
    width: 'wide',
    current: 'transfer',
    body: (
      <>
        <div class="page-head">
          <h1>{words.list}</h1>
          {bookings.length === 0 ? null : <p class="lead">{words.listLead}</p>}
        </div>
        {bookings.length === 0 ? (
          <div class="card stack">
            <p>{words.none}</p>
            <p>
              <ButtonLink href="/transfer" label={words.start} look="primary" />
            </p>
          </div>
        ) : (
          <Table
            caption={words.list}
            columns={columnsOf(turn)}
            rows={bookings}
            keyOf={({ orderId }) => orderId}
          />
        )}
      </>
    ),
  });
}
