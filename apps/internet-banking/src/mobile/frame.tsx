import { languageHref } from '@warifu/site';
import { KeyButton, Menu, type MenuItem, PlainForm, plainDocumentText } from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { FRAME_WORDS, type Surroundings } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { MOBILE_WORDS } from './words.ts';

/** What a plain page gives to the frame around it. */
export interface PlainContent {
  readonly title: string;
  /** Where it differs from the title. */
  readonly heading?: string;
  readonly body: ComponentChildren;
  readonly hasError?: boolean;
  /** Ways on below the body, each with its key. */
  readonly menu?: readonly MenuItem[];
  /** Below the menu: what need not be passed on the way to it. */
  readonly after?: ComponentChildren;
  /** Where the link to the other language leads back to; the page's own address by default. */
  readonly languageBack?: string;
}

function frame(around: Surroundings, content: PlainContent, homeHref: string, logout: VNode | null): string {
  const { site, language } = around;
  const menu = content.menu ?? [];
  return plainDocumentText({
    language,
    title: content.title,
    bankName: site.options.bankName[language],
    homeHref,
    stylesheet: site.assets.plainStylesheet,
    icon: site.assets.icon,
    isDemo: site.options.demo,
    demoDate: site.options.demoDate?.(),
    hasError: content.hasError ?? false,
    otherLanguageHref: languageHref(language === 'ja' ? 'en' : 'ja', content.languageBack ?? around.address),
    footer: <p>{FRAME_WORDS[language].care}</p>,
    children: (
      <>
        <h1>{content.heading ?? content.title}</h1>
        {content.body}
        {menu.length === 0 ? null : <Menu name={MOBILE_WORDS[language].menu} items={menu} />}
        {logout}
        {content.after}
      </>
    ),
  });
}

/** A plain page without a login. */
export const plainOpenPage = (around: Surroundings, content: PlainContent): string =>
  frame(around, content, '/m/login', null);

/** A plain page after login: 0 leads home, 9 logs out, on every one of them. */
export function plainSessionPage(turn: SessionTurn, content: PlainContent): string {
  const words = FRAME_WORDS[turn.language];
  const home: MenuItem = { digit: '0', label: words.top, href: '/m/top' };
  return frame(
    turn,
    {
      ...content,
      body: (
        <>
          {turn.isResumed ? <p class="notice">{words.resumed}</p> : null}
          {content.body}
        </>
      ),
      menu: [...(content.menu ?? []), ...(turn.session.mustChangePassword ? [] : [home])],
    },
    '/m/top',
    <PlainForm action="/m/logout" csrf={turn.csrf}>
      <KeyButton digit="9" label={words.logout} />
    </PlainForm>,
  );
}
