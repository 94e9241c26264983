import { type Around, languageHref } from '@warifu/site';
import { type DocumentProps, documentText, type NavigationItem, Notice, type Spoken } from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import type { Base } from './base.ts';
import type { SessionTurn, Site } from './route.ts';

interface FrameWords {
  readonly service: string;
  readonly top: string;
  readonly statement: string;
  readonly transfer: string;
  readonly payEasy: string;
  readonly history: string;
  readonly settings: string;
  readonly logout: string;
  readonly owner: (bank: string) => string;
  readonly care: string;
  readonly resumed: string;
  readonly timer: { readonly soon: string; readonly extend: string };
}

export const FRAME_WORDS: Spoken<FrameWords> = {
  ja: {
    service: '個人インターネットバンキング',
    top: 'トップ',
    statement: '入出金明細',
    transfer: '振込',
    payEasy: '税金・料金',
    history: '取引履歴',
    settings: '契約者情報変更',
    logout: 'ログアウト',
    owner: (bank) => `© ${bank}`,
    care: '当金庫がメールやお電話で、パスワードやワンタイムパスワードをお尋ねすることはありません。',
    resumed:
      'もう一度ログインしていただいたため、ご利用の途中の画面に戻りました。それまでに進めた内容は保存されています。この画面の入力から続けてください。',
    timer: { soon: 'まもなく自動的にログアウトします。', extend: 'このまま続ける' },
  },
  en: {
    service: 'Personal Internet Banking',
    top: 'Home',
    statement: 'Statements',
    transfer: 'Transfer',
    payEasy: 'Bills',
    history: 'History',
    settings: 'Settings',
    logout: 'Log out',
    owner: (bank) => `© ${bank}`,
    care: 'We never ask for your passwords or one-time passwords by mail or telephone.',
    resumed:
      'You had to log in again, so we brought you back to where you were. What you had completed so far is kept; please go on from this page.',
    timer: { soon: 'You will be logged out shortly.', extend: 'Stay logged in' },
  },
};

export type NavigationKey = 'top' | 'statement' | 'transfer' | 'payEasy' | 'history' | 'settings';

const PATHS: Readonly<Record<NavigationKey, string>> = {
  top: '/top',
  statement: '/statement',
  transfer: '/transfer',
  payEasy: '/pay-easy',
  history: '/history',
  settings: '/settings',
};

const KEYS: readonly NavigationKey[] = ['top', 'statement', 'transfer', 'payEasy', 'history', 'settings'];

/** What a page of a flow gives to the frame around it. */
export interface PageContent {
  readonly title: string;
  readonly body: ComponentChildren;
  readonly hasError?: boolean;
  readonly width?: 'wide' | 'narrow';
  readonly current?: NavigationKey;
  /** Where the link to the other language leads back to; the page's own address by default. */
  readonly languageBack?: string;
}

export interface Surroundings extends Around {
  readonly site: Site;
  readonly base: Base;
}

function common(turn: Surroundings, content: PageContent): Omit<DocumentProps, 'homeHref' | 'children'> {
  const { site, language } = turn;
  const words = FRAME_WORDS[language];
  const bankName = site.options.bankName[language];
  return {
    language,
    title: content.title,
    bankName,
    serviceName: words.service,
    stylesheet: site.assets.stylesheet,
    script: site.assets.script,
    icon: site.assets.icon,
    isDemo: site.options.demo,
    demoDate: site.options.demoDate?.(),
    hasError: content.hasError ?? false,
    width: content.width ?? 'narrow',
    otherLanguageHref: languageHref(language === 'ja' ? 'en' : 'ja', content.languageBack ?? turn.address),
    footer: (
      <>
        <p>{words.care}</p>
        <p>{words.owner(bankName)}</p>
      </>
    ),
  };
}

/** A page without a login. */
export function openPage(turn: Surroundings, content: PageContent): string {
  return documentText({ ...common(turn, content), homeHref: '/login', children: content.body });
}

function LogoutForm(props: { readonly csrf: string; readonly label: string }): VNode {
  return (
    <form method="post" action="/logout" class="form-plain">
      <input type="hidden" name="csrf" value={props.csrf} />
      <button type="submit" class="button button-secondary button-small">
        {props.label}
      </button>
    </form>
  );
}

/** A page after login: with the menu, logout, and the element that warns before the idle end. */
export function sessionPage(turn: SessionTurn, content: PageContent): string {
  const words = FRAME_WORDS[turn.language];
  const navigation: readonly NavigationItem[] = KEYS.map((key) => ({
    href: PATHS[key],
    label: words[key],
    isCurrent: content.current === key,
  }));
  const idleSeconds = Math.max(0, Math.min(turn.session.idleUntil, turn.session.expiresAt) - turn.now);
  const timer = h('session-timer', {
    seconds: String(idleSeconds),
    csrf: turn.csrf,
    soon: words.timer.soon,
    extend: words.timer.extend,
  });
  return documentText({
    ...common(turn, content),
    homeHref: '/top',
    ...(turn.session.mustChangePassword ? {} : { navigation }),
    tools: <LogoutForm csrf={turn.csrf} label={words.logout} />,
    after: timer,
    children: (
      <>
        {turn.isResumed ? (
          <Notice tone="information" isAnswer={true}>
            <p>{words.resumed}</p>
          </Notice>
        ) : null}
        {content.body}
      </>
    ),
  });
}
