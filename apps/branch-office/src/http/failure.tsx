import type { OperatorRole } from '@warifu/bank';
import { type Failure, FailureBody, requestLines, type WayOn } from '@warifu/site';
import type { Spoken } from '@warifu/ui';
import { ROLES } from '../text/roles.ts';
import { openPage, type Surroundings } from './frame.tsx';

interface FailureWords {
  readonly title: string;
  readonly lines: readonly string[];
}

const WORDS: Spoken<Readonly<Record<Failure, FailureWords>>> = {
  ja: {
    form_unreadable: {
      title: '送信された内容を読み取れませんでした',
      lines: ['手続きは行われていません。', '前の画面に戻り、もう一度入力してください。'],
    },
    origin_refused: {
      title: 'この画面からの手続きは受け付けられません',
      lines: ['手続きは行われていません。', '営業店システムの画面を開き直して、はじめから操作してください。'],
    },
    form_stale: {
      title: '画面の有効期限が切れています',
      lines: [
        '時間がたったか、サインインし直したため、この画面からの送信は受け付けませんでした。手続きは行われていません。',
        '下のボタンから画面を開き直して、もう一度操作してください。',
      ],
    },
    not_found: {
      title: 'ページが見つかりません',
      lines: ['アドレスが変わったか、照会できないものの可能性があります。'],
    },
    too_many: {
      title: 'アクセスが集中しています',
      lines: [
        'この端末の回線から短い時間に多くのアクセスがありました。手続きは行われていません。',
        '1分ほど待ってから、もう一度お試しください。',
      ],
    },
    our_fault: {
      title: '画面を表示できませんでした',
      lines: [
        'システムに問題が発生しました。',
        '手続きの途中だった場合は、依頼の一覧で結果を確認してください。同じ画面から送り直しても、二重に行われることはありません。',
      ],
    },
    away: {
      title: 'ただいま混み合っています',
      lines: [
        'しばらく待ってから、同じ画面でもう一度お試しください。',
        '送り直しても、二重に行われることはありません。',
      ],
    },
  },
  en: {
    form_unreadable: {
      title: 'We could not read what was sent',
      lines: ['Nothing has been done.', 'Please go back and enter it again.'],
    },
    origin_refused: {
      title: 'We cannot accept requests from this page',
      lines: ['Nothing has been done.', 'Please open the branch office again and start from the beginning.'],
    },
    form_stale: {
      title: 'This page is out of date',
      lines: [
        'Time has passed or you signed in again, so what this page sent was not accepted. Nothing has been done.',
        'Please open the page again with the button below.',
      ],
    },
    not_found: {
      title: 'Page not found',
      lines: ['The address may have changed, or this cannot be looked up.'],
    },
    too_many: {
      title: 'Too many requests',
      lines: [
        'Many requests came from this line in a short time. Nothing has been done.',
        'Please wait a minute and try again.',
      ],
    },
    our_fault: {
      title: 'We could not show this page',
      lines: [
        'Something went wrong on our side.',
        'If you were in the middle of a procedure, check its result in the list of requests. Sending the same page again never does it twice.',
      ],
    },
    away: {
      title: 'We are very busy just now',
      lines: [
        'Please wait a moment and try again on the same page.',
        'Sending it again never does it twice.',
      ],
    },
  },
};

const BACK: Spoken<{ readonly again: string; readonly home: string; readonly signIn: string }> = {
  ja: { again: '画面を開き直す', home: '承認待ちの一覧へ', signIn: 'サインイン画面へ' },
  en: { again: 'Open the page again', home: 'Waiting requests', signIn: 'Sign-in page' },
};

const NOT_FOR_ROLE: Spoken<(role: OperatorRole) => FailureWords> = {
  ja: (role) => ({
    title: 'この画面は利用できません',
    lines: [`あなたの役割（${ROLES.ja[role]}）では、この画面を利用できません。手続きは行われていません。`],
  }),
  en: (role) => ({
    title: 'This page is not for your role',
    lines: [`Your role (${ROLES.en[role]}) does not include this page. Nothing has been done.`],
  }),
};

/** The page for a failure, with a way on. */
export function failurePage(around: Surroundings, failure: Failure, way: WayOn): string {
  const words = WORDS[around.language][failure];
  const back = BACK[around.language];
  return openPage(around, {
    title: words.title,
    languageBack: way.again ?? '/',
    body: (
      <FailureBody
        title={words.title}
        lines={[...words.lines, ...requestLines(around.language, way.requestId)]}
        ways={[
          ...(way.again === undefined ? [] : [{ href: way.again, label: back.again, isPrimary: true }]),
          way.isLoggedIn ? { href: '/home', label: back.home } : { href: '/sign-in', label: back.signIn },
        ]}
      />
    ),
  });
}

/** The page for an operator whose role does not have the page that was asked for. */
export function notForRolePage(around: Surroundings, role: OperatorRole): string {
  const words = NOT_FOR_ROLE[around.language](role);
  return openPage(around, {
    title: words.title,
    languageBack: '/home',
    body: (
      <FailureBody
        title={words.title}
        lines={words.lines}
        ways={[{ href: '/home', label: BACK[around.language].home, isPrimary: true }]}
      />
    ),
  });
}
