import type { MenuItem } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import { FRAME_WORDS } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { plainSessionPage } from './frame.tsx';

/** The way back to 契約者情報変更, by the same key on all of its pages. */
export const settingsItem = (turn: SessionTurn): MenuItem => ({
  digit: '8',
  label: FRAME_WORDS[turn.language].settings,
  href: '/m/settings',
});

/** The frame of a step of a change. */
export const plainStepPage = (
  turn: SessionTurn,
  title: string,
  shown: {
    readonly heading: string;
    readonly hasError?: boolean;
    readonly path: string;
    readonly menu?: readonly MenuItem[];
    readonly children: ComponentChildren;
  },
): string =>
  plainSessionPage(turn, {
    title: `${shown.heading} - ${title}`,
    heading: shown.heading,
    hasError: shown.hasError ?? false,
    languageBack: `/m${shown.path}`,
    body: shown.children,
    menu: [...(shown.menu ?? []), settingsItem(turn)],
  });

/** A page that has nothing but a message, and ways on. */
export const plainMessagePage = (
  turn: SessionTurn,
  message: { readonly title: string; readonly text: string },
  path: string,
  menu: readonly MenuItem[],
): string =>
  plainSessionPage(turn, {
    title: message.title,
    languageBack: `/m${path}`,
    body: <p>{message.text}</p>,
    menu: [...menu, settingsItem(turn)],
  });
