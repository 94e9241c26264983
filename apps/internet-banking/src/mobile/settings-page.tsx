import { KeyButton, type MenuItem, PlainError, PlainForm, Terms, yenText } from '@warifu/ui';
import { ADDRESS_PLACE, addressLine, lastChangeTerms } from '../address/flow.ts';
import { CONFIRMATION_PATH } from '../confirmation-password/pages.tsx';
import type { SessionTurn } from '../http/route.ts';
import { LIMIT_PLACE } from '../limits/flow.ts';
import { LIMIT_WORDS } from '../limits/words.ts';
import { START_PATH as MAIL_PATH } from '../mail-address/step-page.tsx';
import { LANGUAGE_NAMES, type Registered, type SettingsShown } from '../settings/pages.tsx';
import { SETTINGS_WORDS } from '../settings/words.ts';
import { plainSessionPage } from './frame.tsx';

/** IB取引中止 is the page that asks for number and password, as on the other plain pages. */
function menuOf(turn: SessionTurn, { mailAddressInPart }: Registered): readonly MenuItem[] {
  const words = SETTINGS_WORDS[turn.language];
  const mail = mailAddressInPart === undefined ? words.mail.register : words.mail.change;
  return [
    { digit: '1', label: words.limits.link, href: `/m${LIMIT_PLACE.startPath}` },
    { digit: '2', label: words.password.link, href: '/m/password' },
    { digit: '3', label: words.confirmation.link, href: `/m${CONFIRMATION_PATH}` },
    { digit: '4', label: mail, href: `/m${MAIL_PATH}` },
    { digit: '5', label: words.address.link, href: `/m${ADDRESS_PLACE.startPath}` },
    { digit: '7', label: words.stop.link, href: '/emergency-stop' },
  ];
}

/** 契約者情報変更: what is registered, and the way to each change. The language is changed by one key. */
export function plainSettingsPage(turn: SessionTurn, shown: SettingsShown): string {
  const { language, session } = turn;
  const words = SETTINGS_WORDS[language];
  const { limits, mailAddressInPart, address } = shown.registered;
  const other = session.language === 'ja' ? 'en' : 'ja';
  return plainSessionPage(turn, {
    title: words.title,
    hasError: shown.languageError !== undefined,
    languageBack: '/m/settings',
    body: (
      <>
        {shown.isLanguageSaved ? (
          <p class="notice" role="status">
            {words.language.saved}
          </p>
        ) : null}
        {shown.languageError === undefined ? null : <PlainError>{shown.languageError}</PlainError>}
        <Terms
          terms={[
            ...limits.limits.map(({ limitKind, limit }) => ({
              name: `${words.limits.title} ${LIMIT_WORDS[language].kinds[limitKind]}`,
              value: yenText(limit),
            })),
            {
              name: words.confirmation.title,
              value: words.confirmation.states[shown.registered.confirmation],
            },
            { name: words.mail.title, value: mailAddressInPart ?? words.mail.none },
            {
              name: words.address.title,
              value:
                address.address === undefined
                  ? words.address.none
                  : `${addressLine(address.address)} ${address.address.telephone}`,
            },
            ...(address.lastChange === undefined ? [] : lastChangeTerms(address.lastChange, language)),
            { name: words.language.title, value: LANGUAGE_NAMES[session.language] },
          ]}
        />
        <PlainForm action="/m/settings/language" csrf={turn.csrf}>
          <KeyButton
            digit="6"
            label={`${words.language.title}: ${LANGUAGE_NAMES[other]}`}
            name="language"
            value={other}
          />
        </PlainForm>
      </>
    ),
    menu: menuOf(turn, shown.registered),
  });
}
