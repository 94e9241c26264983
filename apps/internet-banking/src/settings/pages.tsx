import {
  Actions,
  Choices,
  ErrorSummary,
  Form,
  Icon,
  type Language,
  Notice,
  Section,
  SubmitButton,
  Terms,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { SETTINGS_WORDS } from './words.ts';

export interface SettingsShown {
  readonly mailAddressInPart: string | undefined;
  readonly isLanguageSaved: boolean;
  readonly languageError?: string;
}

const NAMES: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

function Way(props: { readonly href: string; readonly label: string }): VNode {
  return (
    <ul class="link-list section-foot">
      <li>
        <a href={props.href}>
          <Icon name="arrow" />
          {props.label}
        </a>
      </li>
    </ul>
  );
}

function MailAddress(props: { readonly language: Language; readonly inPart: string | undefined }): VNode {
  const words = SETTINGS_WORDS[props.language].mail;
  return (
    <Section title={words.title} id="mail" look="card">
      <Terms terms={[{ name: words.current, value: props.inPart ?? words.none }]} />
      {props.inPart === undefined ? <p class="hint">{words.noneText}</p> : null}
      <Way href="/settings/mail-address" label={props.inPart === undefined ? words.register : words.change} />
    </Section>
  );
}

function MailLanguage(props: { readonly turn: SessionTurn; readonly error: string | undefined }): VNode {
  const { turn, error } = props;
  const words = SETTINGS_WORDS[turn.language].language;
  return (
    <section class="section card" aria-label={words.title}>
      <Form action="/settings/language" csrf={turn.csrf} busyLabel={words.busy}>
        <Choices
          language={turn.language}
          name="language"
          legend={words.title}
          hint={words.hint}
          error={error}
          value={turn.session.language}
          isInline={true}
          choices={(['ja', 'en'] as const).map((value) => ({
            value,
            title: <span lang={value}>{NAMES[value]}</span>,
          }))}
        />
        <Actions>
          <SubmitButton label={words.save} look="secondary" />
        </Actions>
      </Form>
    </section>
  );
}

/** 契約者情報変更: what can be changed of a contract, each with its way. */
export function settingsPage(turn: SessionTurn, shown: SettingsShown): string {
  const { language } = turn;
  const words = SETTINGS_WORDS[language];
  const errors = shown.languageError === undefined ? {} : { language: shown.languageError };
  return sessionPage(turn, {
    title: words.title,
    current: 'settings',
    hasError: shown.languageError !== undefined,
    languageBack: '/settings',
    body: (
      <div class="stack">
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{words.lead}</p>
        </div>
        <ErrorSummary language={language} order={['language']} errors={errors} />
        {shown.isLanguageSaved ? (
          <Notice tone="success" isAnswer={true}>
            <p>{words.language.saved}</p>
          </Notice>
        ) : null}
        <Section title={words.password.title} id="password" look="card">
          <p>{words.password.text}</p>
          <Way href="/password" label={words.password.link} />
        </Section>
        <MailAddress language={language} inPart={shown.mailAddressInPart} />
        <MailLanguage turn={turn} error={shown.languageError} />
        <Section title={words.stop.title} id="stop" look="card">
          <p>{words.stop.text}</p>
          <Way href="/settings/emergency-stop" label={words.stop.link} />
        </Section>
      </div>
    ),
  });
}
