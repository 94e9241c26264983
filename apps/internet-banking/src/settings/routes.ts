import { isLanguage } from '@warifu/ui';
import { page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { settingsPage } from './looks.ts';
import type { SettingsShown } from './pages.tsx';
import { SETTINGS_WORDS } from './words.ts';

const show = async (turn: SessionTurn, more: Omit<SettingsShown, 'registered'>): Promise<string> => {
  const { bank } = turn.site;
  const { contractId } = turn.session;
  const [limits, confirmation, mailAddressInPart, address] = await Promise.all([
    bank.limitStates(contractId),
    bank.confirmationPasswordState(contractId),
    bank.mailAddressInPart(contractId),
    bank.addressState(contractId),
  ]);
  return settingsPage(turn, { ...more, registered: { limits, confirmation, mailAddressInPart, address } });
};

const menu: Route = sessionRoute({
  method: 'GET',
  path: '/settings',
  query: ['saved'],
  isResumable: true,
  answer: async (turn) => page(await show(turn, { isLanguageSaved: turn.query.saved === 'language' })),
});

const saveLanguage: Route = sessionRoute({
  method: 'POST',
  path: '/settings/language',
  fields: ['language'],
  answer: async (turn) => {
    const { language } = turn.form;
    if (!isLanguage(language)) {
      const languageError = SETTINGS_WORDS[turn.language].language.empty;
      return page(await show(turn, { isLanguageSaved: false, languageError }), 422);
    }
    await turn.site.bank.changeLanguage(turn.session, language);
    // The pages stay in the language in which they are read: the contract's own would now take its place.
    return redirect('/settings?saved=language', [{ name: 'language', value: turn.language }]);
  },
});

/** 契約者情報変更. */
export const settingsRoutes: readonly Route[] = [menu, saveLanguage];
