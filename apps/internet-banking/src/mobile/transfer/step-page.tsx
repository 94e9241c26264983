import type { MenuItem } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import type { SessionTurn } from '../../http/route.ts';
import type { SoFar } from '../../transfer/draft.ts';
import { accountLine, payeeLine } from '../../transfer/lines.ts';
import { TRANSFER_WORDS } from '../../transfer/words.ts';
import { plainSessionPage } from '../frame.tsx';

export interface PlainStep {
  readonly heading: string;
  readonly hasError: boolean;
  /** The whole address of this step, for the link to the other language. */
  readonly path: string;
  readonly soFar?: SoFar;
  readonly menu?: readonly MenuItem[];
  readonly children: ComponentChildren;
}

/** The frame of a step of 振込: what was answered so far in one line each, then the question. */
export function plainStepPage(turn: SessionTurn, step: PlainStep): string {
  const { language } = turn;
  const words = TRANSFER_WORDS[language];
  const lines =
    step.soFar === undefined
      ? []
      : [
          { name: words.soFar.from, value: accountLine(step.soFar, language) },
          { name: words.soFar.payee, value: payeeLine(step.soFar, language) },
        ];
  return plainSessionPage(turn, {
    title: `${step.heading} - ${words.title}`,
    heading: step.heading,
    hasError: step.hasError,
    languageBack: step.path,
    body: (
      <>
        {lines.map(({ name, value }) =>
          value === undefined ? null : (
            <p class="hint" key={name}>
              {name}: {value}
            </p>
          ),
        )}
        {step.children}
      </>
    ),
    menu: step.menu ?? [],
  });
}
