import { chooseLanguage } from '@warifu/site';
import { openRoute, type Route } from '../http/route.ts';

/** The other language, by a link. */
export const languageRoutes: readonly Route[] = [
  openRoute({
    method: 'GET',
    path: '/language/:language',
    query: ['back'],
    answer: ({ params, query }) => chooseLanguage(params['language'], query.back),
  }),
];
