import type { BillPaymentState } from '@warifu/bank';
import type { Language } from '@warifu/ui';
import type { VNode } from 'preact';
import { PAY_EASY_WORDS } from './words.ts';

const LOOKS: Readonly<Record<BillPaymentState['state'], string>> = {
  paid: 'good',
  confirming: 'plain',
  not_taken: 'bad',
};

/** What is known of a payment, in a word. */
export function PaymentBadge(props: {
  readonly state: BillPaymentState['state'];
  readonly language: Language;
}): VNode {
  const { state, language } = props;
  return <span class={`badge badge-${LOOKS[state]}`}>{PAY_EASY_WORDS[language].badges[state]}</span>;
}
