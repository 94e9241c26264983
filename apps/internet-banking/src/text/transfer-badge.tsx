import type { Receipt } from '@warifu/bank';
import type { Language, Spoken } from '@warifu/ui';
import type { VNode } from 'preact';

type TransferState = Receipt['transferState'];

const STATES: Spoken<Readonly<Record<TransferState, string>>> = {
  ja: { credited: '入金済み', sent: '送金済み', waiting: '送金待ち', returned: '入金不能' },
  en: { credited: 'Credited', sent: 'Sent', waiting: 'To be sent', returned: 'Returned' },
};

const LOOKS: Readonly<Record<TransferState, string>> = {
  credited: 'good',
  sent: 'good',
  waiting: 'plain',
  returned: 'bad',
};

/** Where the payee's money is, in a word. */
export function TransferBadge(props: { readonly state: TransferState; readonly language: Language }): VNode {
  return <span class={`badge badge-${LOOKS[props.state]}`}>{STATES[props.language][props.state]}</span>;
}
