import { isLanguage } from '@warifu/ui';
import { localPathOf } from '../http/read.ts';
import { openRoute, type Route, redirect, UNKNOWN_PAGE } from '../http/route.ts';

/** The other language, by a link, remembered in a cookie. It changes nothing else, so it is a GET. */
const choose: Route = openRoute({
  method: 'GET',
  path: '/language/:language',
  query: ['back'],
  answer: ({ params, query }) => {
    const language = params['language'];
    if (!isLanguage(language)) return UNKNOWN_PAGE;
    return redirect(localPathOf(query.back), [{ name: 'language', value: language }]);
  },
});

export const languageRoutes: readonly Route[] = [choose];
