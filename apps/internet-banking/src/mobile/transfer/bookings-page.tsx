import type { Booking } from '@warifu/bank';
import { Amount, dateText, KeyButton, KeyLink, PlainForm } from '@warifu/ui';
import type { SessionTurn } from '../../http/route.ts';
import { kanaText } from '../../text/accounts.ts';
import { BOOKINGS_PATH, bookingPath } from '../../transfer/booking-pages.tsx';
import { BOOKING_WORDS } from '../../transfer/booking-words.ts';
import { plainSessionPage } from '../frame.tsx';
import { sliceOf } from '../slice.ts';
import { MOBILE_WORDS } from '../words.ts';

/** 予約振込の照会・取消: the key of a booking begins its cancelling. */
export function plainBookingsPage(turn: SessionTurn, bookings: readonly Booking[]): string {
  const { language } = turn;
  const words = BOOKING_WORDS[language];
  const shown = sliceOf(bookings, turn.query['page']);
  return plainSessionPage(turn, {
    title: words.list,
    body: (
      <>
        <p>{bookings.length === 0 ? words.none : words.listLead}</p>
        <ul class="lines picks">
          {shown.items.map(({ digit, item }) => (
            <li key={item.orderId}>
              {dateText(item.terms.debitDate, language)} {kanaText(item.terms.payee.kana)}{' '}
              <Amount yen={item.total} />{' '}
              <a href={`/m/transfer/receipts/${item.orderId}`}>{item.receiptNumber}</a>
              {item.isCancellable ? (
                <PlainForm action={`/m${bookingPath(item.orderId)}/cancel`} csrf={turn.csrf}>
                  <KeyButton digit={digit} label={words.cancel} />
                </PlainForm>
              ) : (
                <p class="hint">{words.notCancellable}</p>
              )}
            </li>
          ))}
        </ul>
        {shown.next === undefined ? null : (
          <p>
            <KeyLink
              digit="8"
              label={MOBILE_WORDS[language].more}
              href={`/m${BOOKINGS_PATH}?page=${shown.next}`}
            />
          </p>
        )}
      </>
    ),
  });
}
