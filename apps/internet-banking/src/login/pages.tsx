import { Actions, Form, type FormState, Icon, SubmitButton } from '@warifu/ui';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';
import { CredentialErrors, type CredentialField, CredentialFields } from './credentials.tsx';
import { LOGIN_WORDS } from './words.ts';

/** ログイン画面, with the manual's two links. */
export function loginPage(turn: Turn, state: FormState<CredentialField>): string {
  const { language } = turn;
  const words = LOGIN_WORDS[language];
  const links = [
    { href: '/otp/register', label: words.register },
    { href: '/otp/stop', label: words.stop },
    { href: turn.site.options.tokenAppOrigin, label: words.app },
    { href: '/guide', label: words.guide },
  ];
  return openPage(turn, {
    title: words.title,
    width: 'wide',
    hasError: Object.keys(state.errors).length > 0,
    languageBack: '/login',
    body: (
      <div class="columns">
        <div class="card card-lead stack">
          <div class="page-head">
            <h1>{words.title}</h1>
            <p class="lead">{words.lead}</p>
          </div>
          <CredentialErrors language={language} state={state} />
          <Form action="/login" csrf={turn.csrf} busyLabel={words.busy}>
            <CredentialFields language={language} state={state} />
            <Actions>
              <SubmitButton label={words.login} />
            </Actions>
          </Form>
        </div>
        <div class="login-aside">
          <section class="card" aria-labelledby="otp-title">
            <h2 id="otp-title">{words.otpTitle}</h2>
            <p class="hint aside-lead">{words.otpLead}</p>
            <ul class="link-list">
              {links.map((link) => (
                <li key={link.href}>
                  <a href={link.href}>
                    <Icon name="arrow" />
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
          </section>
          <section class="card" aria-labelledby="emergency-title">
            <h2 id="emergency-title">{words.emergencyTitle}</h2>
            <p class="hint aside-lead">{words.emergencyLead}</p>
            <ul class="link-list">
              <li>
                <a href="/emergency-stop">
                  <Icon name="arrow" />
                  {words.emergencyStop}
                </a>
              </li>
            </ul>
          </section>
          <section class="aside-plain" aria-labelledby="safety-title">
            <h2 id="safety-title">{words.safetyTitle}</h2>
            <ul class="bullets">
              {words.safety.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
          <p class="hint">
            <a href="/rates">{words.rates}</a>
          </p>
          <p class="hint">
            <a href="/m/login">{words.mobilePages}</a>
          </p>
        </div>
      </div>
    ),
  });
}
