import type { ComponentChildren } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import type { ChangePlace } from './flow.ts';
import { CHANGE_WORDS } from './words.ts';

/** The frame of the page on which a change is asked for. */
export function stepPage(
  turn: SessionTurn,
  { title, startPath }: ChangePlace,
  shown: { readonly heading: string; readonly hasError: boolean; readonly children: ComponentChildren },
): string {
  const { language } = turn;
  return sessionPage(turn, {
    title: `${shown.heading} - ${title[language]}`,
    current: 'settings',
    hasError: shown.hasError,
    languageBack: startPath,
    body: (
      <>
        <div class="page-head">
          <p class="flow-title">{title[language]}</p>
          <h1>{shown.heading}</h1>
        </div>
        {shown.children}
        <p class="screen-only">
          <a href="/settings">{CHANGE_WORDS[language].cancel}</a>
        </p>
      </>
    ),
  });
}
