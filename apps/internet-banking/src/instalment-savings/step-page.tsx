import type { ComponentChildren } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { SAVINGS_PATH } from './flow.ts';
import { SAVINGS_WORDS } from './words.ts';

/** The frame of the pages of 定期積金. */
export function stepPage(
  turn: SessionTurn,
  shown: {
    readonly heading: string;
    readonly path: string;
    readonly hasError?: boolean;
    readonly width?: 'wide' | 'narrow';
    readonly children: ComponentChildren;
    /** What the link below the page says, where there is one. */
    readonly leave?: string;
  },
): string {
  const words = SAVINGS_WORDS[turn.language];
  return sessionPage(turn, {
    title: shown.heading === words.title ? words.title : `${shown.heading} - ${words.title}`,
    hasError: shown.hasError ?? false,
    languageBack: shown.path,
    ...(shown.width === undefined ? {} : { width: shown.width }),
    body: (
      <>
        <div class="page-head">
          {shown.heading === words.title ? null : <p class="flow-title">{words.title}</p>}
          <h1>{shown.heading}</h1>
        </div>
        {shown.children}
        {shown.leave === undefined ? null : (
          <p class="screen-only">
            <a href={SAVINGS_PATH}>{shown.leave}</a>
          </p>
        )}
      </>
    ),
  });
}
