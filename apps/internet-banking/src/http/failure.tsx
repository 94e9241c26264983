import { type Failure, FailureBody, requestLines, type WayOn } from '@warifu/site';
import type { Spoken } from '@warifu/ui';
import { openPage, type Surroundings } from './frame.tsx';

interface FailureWords {
  readonly title: string;
  readonly lines: readonly string[];
}

export const FAILURE_WORDS: Spoken<Readonly<Record<Failure, FailureWords>>> = {
  ja: {
    form_unreadable: {
      title: '送信された内容を読み取れませんでした',
      lines: ['お手続きは行われていません。', '前の画面に戻り、もう一度入力してください。'],
    },
    origin_refused: {
      title: 'この画面からのお手続きは受け付けられません',
      lines: ['お手続きは行われていません。', '当金庫の画面を開き直して、はじめからお手続きください。'],
    },
    form_stale: {
      title: '画面の有効期限が切れています',
      lines: [
        '時間がたったか、ログインし直したため、この画面からの送信は受け付けませんでした。お手続きは行われていません。',
        '下のボタンから画面を開き直して、もう一度お手続きください。振込の途中まで進めた内容は、しばらくの間保存されています。',
      ],
    },
    not_found: {
      title: 'ページが見つかりません',
      lines: ['アドレスが変わったか、表示できる期間が過ぎた可能性があります。'],
    },
    too_many: {
      title: 'アクセスが集中しています',
      lines: [
        'お使いの回線から短い時間に多くのアクセスがありました。お手続きは行われていません。',
        '1分ほどお待ちいただいてから、もう一度お試しください。',
      ],
    },
    our_fault: {
      title: '画面を表示できませんでした',
      lines: [
        'システムに問題が発生しました。ご迷惑をおかけして申し訳ございません。',
        'お手続きの途中だった場合は、取引履歴で結果をご確認ください。同じ画面から送り直しても、二重に取引されることはありません。',
      ],
    },
    away: {
      title: 'ただいま混み合っています',
      lines: [
        'しばらくお待ちいただいてから、同じ画面でもう一度お試しください。',
        '送り直しても、二重に取引されることはありません。',
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
      lines: ['Nothing has been done.', 'Please open our pages again and start from the beginning.'],
    },
    form_stale: {
      title: 'This page is out of date',
      lines: [
        'Time has passed or you logged in again, so we did not accept what this page sent. Nothing has been done.',
        'Please open the page again with the button below. What you completed of a transfer is kept for a while.',
      ],
    },
    not_found: {
      title: 'Page not found',
      lines: ['The address may have changed, or the page may no longer be available.'],
    },
    too_many: {
      title: 'Too many requests',
      lines: [
        'Many requests came from your line in a short time. Nothing has been done.',
        'Please wait a minute and try again.',
      ],
    },
    our_fault: {
      title: 'We could not show this page',
      lines: [
        'Something went wrong on our side. We are sorry.',
        'If you were in the middle of an order, please check its result in the history. Sending the same page again never carries out an order twice.',
      ],
    },
    away: {
      title: 'We are very busy just now',
      lines: [
        'Please wait a moment and try again on the same page.',
        'Sending it again never carries out an order twice.',
      ],
    },
  },
};

export const BACK_WORDS: Spoken<{ readonly again: string; readonly top: string; readonly login: string }> = {
  ja: { again: '画面を開き直す', top: 'トップへ', login: 'ログイン画面へ' },
  en: { again: 'Open the page again', top: 'Home', login: 'Login page' },
};

/** The page for a failure, with a way on. */
export function failurePage(around: Surroundings, failure: Failure, way: WayOn): string {
  const words = FAILURE_WORDS[around.language][failure];
  const back = BACK_WORDS[around.language];
  return openPage(around, {
    title: words.title,
    languageBack: way.again ?? '/',
    body: (
      <FailureBody
        title={words.title}
        lines={[...words.lines, ...requestLines(around.language, way.requestId)]}
        ways={[
          ...(way.again === undefined ? [] : [{ href: way.again, label: back.again, isPrimary: true }]),
          way.isLoggedIn ? { href: '/top', label: back.top } : { href: '/login', label: back.login },
        ]}
      />
    ),
  });
}
