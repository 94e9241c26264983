import { Steps } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { PAY_EASY_WORDS } from './words.ts';

/** Index into the steps of the flow. */
export const STEP = { biller: 0, numbers: 1, bill: 2, confirm: 3, receipt: 4 } as const;

export interface StepShown {
  readonly step: number;
  readonly heading: string;
  readonly hasError: boolean;
  /** The address of this step, for the link to the other language. */
  readonly path: string;
  readonly children: ComponentChildren;
}

/** The frame of a step of Pay-easy. */
export function stepPage(turn: SessionTurn, shown: StepShown): string {
  const { language } = turn;
  const words = PAY_EASY_WORDS[language];
  return sessionPage(turn, {
    title: `${shown.heading} - ${words.title}`,
    current: 'payEasy',
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
        <p class="screen-only">
          <a href="/top">{words.cancel}</a>
        </p>
      </>
    ),
  });
}
