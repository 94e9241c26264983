import type { HistoryState } from '@warifu/bank';
import type { Language, Spoken } from '@warifu/ui';
import type { VNode } from 'preact';

const STATES: Spoken<Readonly<Record<HistoryState, string>>> = {
  ja: {
    credited: '入金済み',
    sent: '送金済み',
    waiting: '送金待ち',
    returned: '入金不能',
    recalled: '組戻し済み',
    booked: '予約中',
    failed: '不成立',
    cancelled: '取消済み',
    confirming: '確認中',
    paid: '払込済み',
  },
  en: {
    credited: 'Credited',
    sent: 'Sent',
    waiting: 'To be sent',
    returned: 'Returned',
    recalled: 'Recalled',
    booked: 'Scheduled',
    failed: 'Not made',
    cancelled: 'Cancelled',
    confirming: 'Being checked',
    paid: 'Paid',
  },
};

const LOOKS: Readonly<Record<HistoryState, string>> = {
  credited: 'good',
  sent: 'good',
  waiting: 'plain',
  returned: 'bad',
  recalled: 'plain',
  booked: 'plain',
  failed: 'bad',
  cancelled: 'plain',
  confirming: 'plain',
  paid: 'good',
};

/** What became of an order, in a word: for a transfer, where the payee's money is. */
export function TransferBadge(props: { readonly state: HistoryState; readonly language: Language }): VNode {
  return <span class={`badge badge-${LOOKS[props.state]}`}>{STATES[props.language][props.state]}</span>;
}
