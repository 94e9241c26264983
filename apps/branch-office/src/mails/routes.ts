import { page, type Route, sessionRoute } from '../http/route.ts';
import { mailsPage } from './pages.tsx';

const MAILS_SHOWN = 200;

/** 未送信のメール. */
export const mailRoutes: readonly Route[] = [
  sessionRoute({
    method: 'GET',
    path: '/mails',
    answer: async (turn) => {
      const mails = await turn.site.branch.listUnsentMails(turn.session, MAILS_SHOWN);
      return page(mailsPage(turn, mails, mails.length === MAILS_SHOWN));
    },
  }),
];
