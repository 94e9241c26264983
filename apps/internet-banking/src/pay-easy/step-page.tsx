import type { SessionTurn } from '../http/route.ts';
import { type FlowStep, flowStepPage } from '../http/step-page.tsx';
import { PAY_EASY_WORDS } from './words.ts';

/** Index into the steps of the flow. */
export const STEP = { biller: 0, numbers: 1, bill: 2, confirm: 3, receipt: 4 } as const;

/** The frame of a step of Pay-easy. */
export function stepPage(turn: SessionTurn, shown: FlowStep): string {
  const { title, steps, cancel } = PAY_EASY_WORDS[turn.language];
  return flowStepPage(
    turn,
    { title, steps, current: 'payEasy', leave: { href: '/top', label: cancel } },
    shown,
  );
}
