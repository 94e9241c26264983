import type { BookingState, OrderLine, RecallState } from '@warifu/bank';
import { dateText, type Language, type Spoken } from '@warifu/ui';
import type { VNode } from 'preact';

const BOOKINGS: Spoken<Readonly<Record<BookingState, string>>> = {
  ja: { booked: '予約中', executed: '実行済み', failed: '不成立', cancelled: '取消済み' },
  en: { booked: 'booked', executed: 'carried out', failed: 'not made', cancelled: 'cancelled' },
};

const RECALLS: Spoken<Readonly<Record<RecallState, string>>> = {
  ja: {
    recorded: '組戻し 受付済み',
    asked: '組戻し 依頼中',
    returned: '組戻し 完了',
    refused: '組戻し 不成立',
  },
  en: {
    recorded: 'Recall recorded',
    asked: 'Recall asked for',
    returned: 'Recalled',
    refused: 'Recall refused',
  },
};

/** What became of an order since it was executed: its booking, and its recall. */
export function Fate(props: { readonly line: OrderLine; readonly language: Language }): VNode | null {
  const { booking, recall } = props.line;
  const { language } = props;
  if (booking === undefined && recall === undefined) return null;
  return (
    <>
      {booking === undefined ? null : (
        <span class="when">
          {dateText(booking.dueDate, language)} {BOOKINGS[language][booking.state]}
        </span>
      )}
      {recall === undefined ? null : <span class="when">{RECALLS[language][recall]}</span>}
    </>
  );
}
