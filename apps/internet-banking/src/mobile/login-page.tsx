import { type FormState, PlainForm, PlainSubmit } from '@warifu/ui';
import type { Turn } from '../http/route.ts';
import type { CredentialField } from '../login/credentials.tsx';
import { LOGIN_WORDS } from '../login/words.ts';
import { PlainCredentials } from './credentials.tsx';
import { plainOpenPage } from './frame.tsx';

/** ログイン画面, with the manual's two links. IB取引中止 needs no session, and its page no script. */
export function plainLoginPage(turn: Turn, state: FormState<CredentialField>): string {
  const { language } = turn;
  const words = LOGIN_WORDS[language];
  return plainOpenPage(turn, {
    title: words.title,
    hasError: Object.keys(state.errors).length > 0,
    languageBack: '/m/login',
    body: (
      <PlainForm action="/m/login" csrf={turn.csrf}>
        <PlainCredentials language={language} state={state} />
        <PlainSubmit label={words.login} />
      </PlainForm>
    ),
    menu: [
      { digit: '1', label: words.register, href: '/m/otp/register' },
      { digit: '2', label: words.stop, href: '/m/otp/stop' },
      { digit: '3', label: words.emergencyStop, href: '/emergency-stop' },
      { digit: '4', label: words.rates, href: '/m/rates' },
      { digit: '8', label: words.fullPages, href: '/login' },
    ],
  });
}
