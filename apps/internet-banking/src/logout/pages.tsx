import type { SessionEnd } from '@warifu/bank';
import { Actions, ButtonLink, type Spoken } from '@warifu/ui';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';

interface ClosedWords {
  readonly title: string;
  readonly text: string;
}

/** Why a page after login is not shown: the session is over, or was opened on the other pages. */
export type Closed = SessionEnd | 'other_pages';

export const CLOSED: Spoken<Readonly<Record<Closed, ClosedWords>>> = {
  ja: {
    unknown: {
      title: 'ログインしてください',
      text: 'ログインしていないか、ログインの有効期限が切れています。',
    },
    idle: {
      title: '自動的にログアウトしました',
      text: '一定の時間、操作がなかったため、安全のため自動的にログアウトしました。',
    },
    expired: {
      title: '自動的にログアウトしました',
      text: 'ログインしてから一定の時間がたったため、安全のため自動的にログアウトしました。',
    },
    replaced: {
      title: '別の端末またはブラウザでログインされました',
      text: '同じご契約で新しくログインされたため、こちらの画面はログアウトしました。お心当たりがない場合は、すぐにログインパスワードを変更し、お取引の営業店にご連絡ください。',
    },
    logout: { title: 'ログアウトしました', text: 'ご利用ありがとうございました。' },
    stopped: {
      title: 'インターネットバンキングの取引を中止しています',
      text: 'お申し出により、このご契約の取引を中止しています。お取引の営業店にご連絡ください。',
    },
    other_pages: {
      title: 'ほかの画面でログインしています',
      text: 'パソコン・スマートフォン用の画面と携帯電話用の画面のうち、もう一方でログインしています。この画面を使うには、こちらでログインし直してください。もう一方の画面はログアウトします。',
    },
  },
  en: {
    unknown: { title: 'Please log in', text: 'You are not logged in, or your login has run out.' },
    idle: {
      title: 'You were logged out',
      text: 'For your safety we logged you out because there was no activity for a while.',
    },
    expired: {
      title: 'You were logged out',
      text: 'For your safety we logged you out because the time allowed after a login has passed.',
    },
    replaced: {
      title: 'There was a login from another device or browser',
      text: 'Someone logged in to the same contract, so this page was logged out. If that was not you, change your login password at once and call your branch.',
    },
    logout: { title: 'You are logged out', text: 'Thank you for banking with us.' },
    stopped: {
      title: 'Internet banking is stopped for this contract',
      text: 'It was stopped at the request of the holder. Please contact your branch.',
    },
    other_pages: {
      title: 'You are logged in on other pages',
      text: 'There are pages for PCs and smartphones and pages for mobile phones, and you are logged in on the others. To use these, log in here; the others are then logged out.',
    },
  },
};

export const CLOSED_WORDS: Spoken<{
  readonly login: string;
  readonly kept: string;
  readonly otherPages: string;
}> = {
  ja: {
    otherPages: 'ログイン中の画面に戻る',
    login: 'ログイン画面へ',
    kept: '振込の途中だった場合は、もう一度ログインすると続きから始められます。',
  },
  en: {
    otherPages: 'Back to the pages where you are logged in',
    login: 'Login page',
    kept: 'If you were in the middle of a transfer, log in again to go on from there.',
  },
};

const isClosed = (text: string): text is Closed => Object.hasOwn(CLOSED.ja, text);

/** The reason as an address has it; anything else is an unknown session. */
export const closedOf = (text: string): Closed => (isClosed(text) ? text : 'unknown');

/** Why the session is over, and the way back in. */
export function closedPage(turn: Turn, reasonText: string): string {
  const reason = closedOf(reasonText);
  const closed = CLOSED[turn.language][reason];
  const words = CLOSED_WORDS[turn.language];
  return openPage(turn, {
    title: closed.title,
    body: (
      <div class="card stack">
        <h1>{closed.title}</h1>
        <p>{closed.text}</p>
        {reason === 'other_pages' || turn.cookies.resume === undefined ? null : <p>{words.kept}</p>}
        <Actions>
          <ButtonLink href="/login" label={words.login} look="primary" />
          {reason === 'other_pages' ? <ButtonLink href="/m/top" label={words.otherPages} /> : null}
        </Actions>
      </div>
    ),
  });
}
