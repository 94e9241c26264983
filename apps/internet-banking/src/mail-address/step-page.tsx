import type { SessionTurn } from '../http/route.ts';
import { type FlowStep, flowStepPage } from '../http/step-page.tsx';
import { MAIL_ADDRESS_WORDS } from './words.ts';

export const START_PATH = '/settings/mail-address';
export const orderPath = (orderId: string): string => `${START_PATH}/orders/${orderId}`;

/** Index into the steps of the flow. */
export const STEP = { address: 0, confirm: 1, number: 2, done: 3 } as const;

/** The frame of a step of the flow. */
export function stepPage(turn: SessionTurn, shown: FlowStep): string {
  const { title, steps, cancel } = MAIL_ADDRESS_WORDS[turn.language];
  return flowStepPage(
    turn,
    { title, steps, current: 'settings', leave: { href: '/settings', label: cancel } },
    shown,
  );
}
