import type { AddressState, ConfirmationPasswordState, LimitStates } from '@warifu/bank';
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
  yenText,
} from '@warifu/ui';
import type { VNode } from 'preact';
import { ADDRESS_PLACE, addressLine, lastChangeTerms } from '../address/flow.ts';
import { CONFIRMATION_PATH } from '../confirmation-password/pages.tsx';
import { sessionPage } from '../http/frame.tsx';
import type { SessionTurn } from '../http/route.ts';
import { LIMIT_PLACE } from '../limits/flow.ts';
import { LIMIT_WORDS } from '../limits/words.ts';
import { SETTINGS_WORDS } from './words.ts';

/** What is registered, as the page tells it. */
export interface Registered {
  readonly limits: LimitStates;
  readonly confirmation: ConfirmationPasswordState;
  readonly mailAddressInPart: string | undefined;
  readonly address: AddressState;
}

export interface SettingsShown {
  readonly registered: Registered;
  readonly isLanguageSaved: boolean;
  readonly languageError?: string;
}

/** Each language in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

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

function Limits(props: { readonly language: Language; readonly states: LimitStates }): VNode {
  const words = SETTINGS_WORDS[props.language].limits;
  return (
    <Section title={words.title} id="limits" look="card">
      <Terms
        terms={props.states.limits.map(({ limitKind, limit }) => ({
          name: LIMIT_WORDS[props.language].kinds[limitKind],
          value: yenText(limit),
        }))}
      />
      <Way href={LIMIT_PLACE.startPath} label={words.link} />
    </Section>
  );
}

function ConfirmationPassword(props: {
  readonly language: Language;
  readonly state: ConfirmationPasswordState;
}): VNode {
  const words = SETTINGS_WORDS[props.language].confirmation;
  return (
    <Section title={words.title} id="confirmation" look="card">
      <div class="stack">
        <p>{words.text}</p>
        <Terms terms={[{ name: words.state, value: words.states[props.state] }]} />
      </div>
      <Way href={CONFIRMATION_PATH} label={words.link} />
    </Section>
  );
}

function HomeAddress(props: { readonly language: Language; readonly shown: AddressState }): VNode {
  const { language, shown } = props;
  const { address, lastChange } = shown;
  const words = SETTINGS_WORDS[language].address;
  return (
    <Section title={words.title} id="address" look="card">
      <div class="stack">
        <Terms
          terms={[
            { name: words.current, value: address === undefined ? words.none : addressLine(address) },
            { name: words.telephone, value: address?.telephone ?? words.none },
          ]}
        />
        {lastChange === undefined ? null : (
          <>
            <h3>{words.lastTitle}</h3>
            <Terms terms={lastChangeTerms(lastChange, language)} />
          </>
        )}
      </div>
      <Way href={ADDRESS_PLACE.startPath} label={words.link} />
    </Section>
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
            title: <span lang={value}>{LANGUAGE_NAMES[value]}</span>,
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
  const { registered } = shown;
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
        <Limits language={language} states={registered.limits} />
        <Section title={words.password.title} id="password" look="card">
          <p>{words.password.text}</p>
          <Way href="/password" label={words.password.link} />
        </Section>
        <ConfirmationPassword language={language} state={registered.confirmation} />
        <MailAddress language={language} inPart={registered.mailAddressInPart} />
        <HomeAddress language={language} shown={registered.address} />
        <MailLanguage turn={turn} error={shown.languageError} />
        <Section title={words.stop.title} id="stop" look="card">
          <p>{words.stop.text}</p>
          <Way href="/settings/emergency-stop" label={words.stop.link} />
        </Section>
      </div>
    ),
  });
}
