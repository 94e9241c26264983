import type { OperatorRole } from '@warifu/bank';
import { type Around, languageHref } from '@warifu/site';
import { type DocumentProps, documentText, type NavigationItem, type Spoken } from '@warifu/ui';
import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import { ROLES } from '../text/roles.ts';
import type { SessionTurn, Site } from './route.ts';

export type NavigationKey =
  | 'home'
  | 'contracts'
  | 'requests'
  | 'addresses'
  | 'opening'
  | 'orders'
  | 'mails'
  | 'day'
  | 'forms'
  | 'operators'
  | 'audit';

interface FrameWords {
  readonly service: string;
  readonly navigation: Readonly<Record<NavigationKey, string>>;
  readonly password: string;
  readonly signOut: string;
  readonly owner: (bank: string) => string;
  readonly care: string;
  readonly timer: { readonly soon: string; readonly extend: string };
}

const WORDS: Spoken<FrameWords> = {
  ja: {
    service: '営業店システム',
    navigation: {
      home: '承認待ち',
      contracts: '契約を探す',
      requests: '依頼の一覧',
      addresses: '住所変更',
      opening: '新規契約',
      orders: '取引の照会',
      mails: '未送信メール',
      day: '日次処理',
      forms: '書面',
      operators: '担当者',
      audit: '監査記録',
    },
    password: 'パスワード変更',
    signOut: 'サインアウト',
    owner: (bank) => `© ${bank}`,
    care: '離席するときは必ずサインアウトしてください。照会と手続きはすべて監査記録に残ります。',
    timer: { soon: 'まもなく自動的にサインアウトします。', extend: 'このまま続ける' },
  },
  en: {
    service: 'Branch office',
    navigation: {
      home: 'Waiting',
      contracts: 'Find a contract',
      requests: 'Requests',
      addresses: 'Addresses',
      opening: 'New contract',
      orders: 'Orders',
      mails: 'Unsent mails',
      day: 'The day',
      forms: 'Forms',
      operators: 'Operators',
      audit: 'Audit trail',
    },
    password: 'Change password',
    signOut: 'Sign out',
    owner: (bank) => `© ${bank}`,
    care: 'Always sign out when you leave your desk. Every look-up and procedure is in the audit trail.',
    timer: { soon: 'You will be signed out shortly.', extend: 'Stay signed in' },
  },
};

const MENU: readonly {
  readonly key: NavigationKey;
  readonly href: string;
  readonly roles: readonly OperatorRole[];
}[] = [
  { key: 'home', href: '/home', roles: ['teller', 'manager', 'auditor'] },
  { key: 'contracts', href: '/contracts', roles: ['teller', 'manager', 'auditor'] },
  { key: 'opening', href: '/procedures/contract_opening', roles: ['teller', 'manager'] },
  { key: 'requests', href: '/requests', roles: ['teller', 'manager', 'auditor'] },
  { key: 'addresses', href: '/address-changes', roles: ['teller', 'manager', 'auditor'] },
  { key: 'orders', href: '/orders', roles: ['teller', 'manager', 'auditor'] },
  { key: 'mails', href: '/mails', roles: ['teller', 'manager', 'auditor'] },
  { key: 'day', href: '/day', roles: ['teller', 'manager', 'auditor'] },
  { key: 'forms', href: '/forms', roles: ['teller', 'manager', 'auditor'] },
  { key: 'operators', href: '/operators', roles: ['teller', 'manager', 'auditor'] },
  { key: 'audit', href: '/audit', roles: ['auditor'] },
];

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
}

function common(turn: Surroundings, content: PageContent): Omit<DocumentProps, 'homeHref' | 'children'> {
  const { site, language } = turn;
  const words = WORDS[language];
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
    otherLanguageHref: languageHref(language === 'ja' ? 'en' : 'ja', content.languageBack ?? turn.address),
    footer: (
      <>
        <p>{words.care}</p>
        <p>{words.owner(bankName)}</p>
      </>
    ),
  };
}

/** A page without a sign-in. */
export function openPage(turn: Surroundings, content: PageContent): string {
  return documentText({
    ...common(turn, content),
    width: content.width ?? 'narrow',
    homeHref: '/',
    children: content.body,
  });
}

function Tools(props: { readonly turn: SessionTurn }): VNode {
  const { language, session, csrf } = props.turn;
  const words = WORDS[language];
  return (
    <>
      <span class="holder">
        {session.operator.name}
        <span class="when">{ROLES[language][session.operator.role]}</span>
      </span>
      <a href="/password" class="language-link">
        {words.password}
      </a>
      <form method="post" action="/sign-out" class="form-plain">
        <input type="hidden" name="csrf" value={csrf} />
        <button type="submit" class="button button-secondary button-small">
          {words.signOut}
        </button>
      </form>
    </>
  );
}

/** A page after sign-in: with the menu of the operator's role, and the element that warns before the idle end. */
export function sessionPage(turn: SessionTurn, content: PageContent): string {
  const words = WORDS[turn.language];
  const { session } = turn;
  const navigation: readonly NavigationItem[] = MENU.filter(({ roles }) =>
    roles.includes(session.operator.role),
  ).map(({ key, href }) => ({ href, label: words.navigation[key], isCurrent: content.current === key }));
  const idleSeconds = Math.max(0, Math.min(session.idleUntil, session.expiresAt) - turn.now);
  return documentText({
    ...common(turn, content),
    width: content.width ?? 'wide',
    homeHref: '/home',
    navigation,
    tools: <Tools turn={turn} />,
    after: h('session-timer', {
      seconds: String(idleSeconds),
      csrf: turn.csrf,
      soon: words.timer.soon,
      extend: words.timer.extend,
    }),
    children: content.body,
  });
}
