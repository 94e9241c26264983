import type { Language } from '@warifu/ui';
import type { Target } from './guide.ts';

export const GUIDE_PATH = '/guide';

/** The token app, in the language of the page. Japanese is its own first language. */
export const appAddress = (tokenAppOrigin: string, language: Language): string =>
  language === 'ja' ? `${tokenAppOrigin}/` : `${tokenAppOrigin}/?lang=${language}`;

/** Where a link of the guide leads. */
export function hrefOf(target: Target, tokenAppOrigin: string, language: Language): string {
  switch (target) {
    case 'login':
      return '/login';
    case 'emergency_stop':
      return '/emergency-stop';
    case 'token_app_check':
      return `${appAddress(tokenAppOrigin, language)}#check`;
    default:
      return `${GUIDE_PATH}/${target}`;
  }
}
