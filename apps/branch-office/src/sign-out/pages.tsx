import type { BranchSessionState } from '@warifu/bank';
import { Actions, ButtonLink, type Spoken } from '@warifu/ui';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';

type ClosedReason = Extract<BranchSessionState, { outcome: 'closed' }>['reason'];

interface ClosedWords {
  readonly title: string;
  readonly text: string;
}

const CLOSED: Spoken<Readonly<Record<ClosedReason, ClosedWords>>> = {
  ja: {
    unknown: {
      title: 'サインインしてください',
      text: 'サインインしていないか、サインインの有効期限が切れています。',
    },
    idle: {
      title: '自動的にサインアウトしました',
      text: '一定の時間操作がなかったため、安全のため自動的にサインアウトしました。',
    },
    expired: {
      title: '自動的にサインアウトしました',
      text: 'サインインしてから一定の時間がたったため、安全のため自動的にサインアウトしました。',
    },
    replaced: {
      title: '別の端末またはブラウザでサインインされました',
      text: '同じ担当者番号で新しくサインインされたため、この画面はサインアウトしました。心当たりがない場合は、すぐに承認者に連絡してください。',
    },
    signed_out: { title: 'サインアウトしました', text: 'おつかれさまでした。' },
    suspended: {
      title: '担当者の利用が停止されています',
      text: 'この担当者番号の利用は停止されました。承認者に確認してください。',
    },
  },
  en: {
    unknown: { title: 'Please sign in', text: 'You are not signed in, or your sign-in has run out.' },
    idle: {
      title: 'You were signed out',
      text: 'For safety you were signed out because there was no activity for a while.',
    },
    expired: {
      title: 'You were signed out',
      text: 'For safety you were signed out because the time allowed after a sign-in has passed.',
    },
    replaced: {
      title: 'There was a sign-in from another device or browser',
      text: 'Someone signed in with the same operator number, so this page was signed out. If that was not you, tell a manager at once.',
    },
    signed_out: { title: 'You are signed out', text: 'Thank you for your work.' },
    suspended: {
      title: 'This operator is suspended',
      text: 'This operator number may not be used at present. Please ask a manager.',
    },
  },
};

const SIGN_IN: Spoken<string> = { ja: 'サインイン画面へ', en: 'Sign-in page' };

const isClosedReason = (text: string): text is ClosedReason => Object.hasOwn(CLOSED.ja, text);

/** Why the session is over, and the way back in. */
export function closedPage(turn: Turn, reasonText: string): string {
  const closed = CLOSED[turn.language][isClosedReason(reasonText) ? reasonText : 'unknown'];
  return openPage(turn, {
    title: closed.title,
    body: (
      <div class="card stack">
        <h1>{closed.title}</h1>
        <p>{closed.text}</p>
        <Actions>
          <ButtonLink href="/sign-in" label={SIGN_IN[turn.language]} look="primary" />
        </Actions>
      </div>
    ),
  });
}
