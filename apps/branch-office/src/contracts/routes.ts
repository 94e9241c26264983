import { CONTRACT_SEARCHES } from '@warifu/bank';
import { page, type Route, redirect, sessionRoute, UNKNOWN_PAGE } from '../http/route.ts';
import { LIST_LENGTH, pageOf } from '../text/page-of.ts';
import { readSought, SOUGHT_LENGTH_MAX, sealSought } from '../text/sought.ts';
import { filePage } from './file-page.tsx';
import { SEARCH_WORDS, searchPage } from './search-page.tsx';

const PURPOSE = 'contracts';
const FIELDS = ['by', 'text'] as const;

const searchOf = (by: string) => CONTRACT_SEARCHES.find((one) => one === by) ?? 'number';

const show: Route = sessionRoute({
  method: 'GET',
  path: '/contracts',
  query: ['sought', 'after'],
  fieldLengthMax: SOUGHT_LENGTH_MAX,
  answer: async (turn) => {
    const { query, site, session } = turn;
    const sought = readSought(turn, PURPOSE, query.sought, FIELDS);
    if (sought === undefined) return page(searchPage(turn, { by: 'number', text: '' }));
    const after = pageOf(query.after);
    const by = searchOf(sought.by);
    const list = await site.branch.findContracts(session, {
      by,
      text: sought.text,
      ...after,
      limit: LIST_LENGTH,
    });
    const results = { list, sealed: query.sought, isFirst: after.after === undefined };
    return page(searchPage(turn, { by, text: sought.text, results }));
  },
});

const search: Route = sessionRoute({
  method: 'POST',
  path: '/contracts',
  fields: FIELDS,
  answer: (turn) => {
    const by = searchOf(turn.form.by);
    const text = turn.form.text.trim();
    if (text === '') {
      return page(searchPage(turn, { by, text, error: SEARCH_WORDS[turn.language].empty }), 422);
    }
    const sought = sealSought(turn, PURPOSE, { by, text });
    return redirect(`/contracts?${new URLSearchParams({ sought })}`);
  },
});

const file: Route = sessionRoute({
  method: 'GET',
  path: '/contracts/:contractId',
  answer: async (turn) => {
    const { site, session, params } = turn;
    const contractId = params['contractId'] ?? '';
    const found = await site.branch.contractFile(session, contractId);
    if (found === undefined) return UNKNOWN_PAGE;
    const { requests } = await site.branch.listRequests(session, { contractId, limit: LIST_LENGTH });
    return page(filePage(turn, found, requests));
  },
});

/** 契約: found, and all that is known of one. */
export const contractRoutes: readonly Route[] = [show, search, file];
