import { Steps } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { MAIL_ADDRESS_WORDS } from './words.ts';

export const START_PATH = '/settings/mail-address';
export const orderPath = (orderId: string): string => `${START_PATH}/orders/${orderId}`;

/** Index into the steps of the flow. */
export const STEP = { address: 0, confirm: 1, number: 2, done: 3 } as const;

/** The frame of a step of the flow. */
export function stepPage(
  turn: SessionTurn,
  shown: {
    readonly step: number;
    readonly heading: string;
    readonly hasError: boolean;
    readonly path: string;
    readonly children: ComponentChildren;
    /** The last step is left by its own button. */
    readonly isLast?: boolean;
  },
): string {
  const { language } = turn;
  const words = MAIL_ADDRESS_WORDS[language];
  return sessionPage(turn, {
    title: `${shown.heading} - ${words.title}`,
    current: 'settings',
    hasError: shown.hasError,
    languageBack: shown.path,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{words.title}</p>
          <h1>{shown.heading}</h1>
        </div>
        <Steps language={language} names={words.steps} current={shown.step} />
        {shown.children}
        {shown.isLast === true ? null : (
          <p class="screen-only">
            <a href="/settings">{words.cancel}</a>
          </p>
        )}
      </>
    ),
  });
}
