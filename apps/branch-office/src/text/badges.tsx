import type { AddressChangeState, ContractState, OperatorState, RequestState } from '@warifu/bank';
import type { Language } from '@warifu/ui';
import type { VNode } from 'preact';
import { ADDRESS_CHANGE_WORDS } from '../address-changes/words.ts';
import { CONTRACT_STATES } from './accounts.ts';
import { REQUEST_STATE_NAMES } from './procedures.ts';
import { OPERATOR_STATES } from './roles.ts';

type Look = 'good' | 'plain' | 'warn' | 'bad';

const Badge = (props: { readonly look: Look; readonly text: string }): VNode => (
  <span class={`badge badge-${props.look}`}>{props.text}</span>
);

const REQUEST_LOOKS: Readonly<Record<RequestState, Look>> = {
  waiting: 'warn',
  approved: 'plain',
  done: 'good',
  refused: 'bad',
  withdrawn: 'plain',
  expired: 'plain',
};

export const RequestBadge = (props: { readonly state: RequestState; readonly language: Language }): VNode => (
  <Badge look={REQUEST_LOOKS[props.state]} text={REQUEST_STATE_NAMES[props.language][props.state]} />
);

const ADDRESS_CHANGE_LOOKS: Readonly<Record<AddressChangeState, Look>> = {
  waiting: 'warn',
  done: 'good',
  sent_back: 'bad',
  replaced: 'plain',
};

export const AddressChangeBadge = (props: {
  readonly state: AddressChangeState;
  readonly language: Language;
}): VNode => (
  <Badge
    look={ADDRESS_CHANGE_LOOKS[props.state]}
    text={ADDRESS_CHANGE_WORDS[props.language].states[props.state]}
  />
);

export const ContractBadge = (props: {
  readonly state: ContractState;
  readonly language: Language;
}): VNode => (
  <Badge
    look={props.state === 'active' ? 'good' : 'bad'}
    text={CONTRACT_STATES[props.language][props.state]}
  />
);

const OPERATOR_LOOKS: Readonly<Record<OperatorState, Look>> = {
  enrolling: 'warn',
  active: 'good',
  suspended: 'bad',
};

export const OperatorBadge = (props: {
  readonly state: OperatorState;
  readonly language: Language;
}): VNode => <Badge look={OPERATOR_LOOKS[props.state]} text={OPERATOR_STATES[props.language][props.state]} />;
