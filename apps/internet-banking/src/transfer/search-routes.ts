import type { BankSearch } from '@warifu/bank';
import { page, type Route, type SessionTurn, sessionRoute } from '../http/route.ts';
import { digitsOf, halfWidth } from '../text/normalise.ts';
import { type AtDraft, FORGET_PAYEE, fieldOf } from './draft.ts';
import { OWN_SENTENCES, TRANSFER_SENTENCES } from './faces.ts';
import { saveAndGo } from './payee-routes.ts';
import { type Results, resultsFragment, type Search, type SearchShown, searchPage } from './search-page.tsx';
import { withDraft } from './with-draft.ts';

type SearchField = 'q' | 'initial' | 'offset';
const QUERY: readonly SearchField[] = ['q', 'initial', 'offset'];
const SHOWN_MAX = 50;
const KANA = /^[ァ-ヴー]$/;
const OFFSET = /^[1-9][0-9]{0,4}$/;

const searchOf = (query: Readonly<Record<SearchField, string>>): Search => ({
  q: query.q.trim(),
  initial: KANA.test(query.initial) ? query.initial : '',
  offset: OFFSET.test(query.offset) ? Number(query.offset) : 0,
});

/** What to look for: digits are a code, all else is part of a name; `undefined` where nothing was given. */
function bankSearchOf(search: Search): BankSearch | undefined {
  const page = { offset: search.offset, limit: SHOWN_MAX };
  if (search.q !== '') {
    const code = digitsOf(search.q);
    return code === undefined ? { text: halfWidth(search.q), ...page } : { code, ...page };
  }
  return search.initial === '' ? undefined : { initial: search.initial, ...page };
}

function find(turn: SessionTurn, of: 'bank' | 'branch', at: AtDraft, search: Search): Results | undefined {
  const question = bankSearchOf(search);
  if (question === undefined) return undefined;
  const { bank } = turn.site;
  return of === 'bank'
    ? bank.searchBanks(question)
    : bank.searchBranches(fieldOf(at.draft, 'bankCode'), question);
}

/** Few branches need no search. */
function allBranches(turn: SessionTurn, at: AtDraft): Results | undefined {
  const all = turn.site.bank.searchBranches(fieldOf(at.draft, 'bankCode'), { text: '', limit: SHOWN_MAX });
  return all.total > 0 && all.total <= SHOWN_MAX ? all : undefined;
}

function shownOf(
  turn: SessionTurn<string, SearchField>,
  of: 'bank' | 'branch',
  at: AtDraft,
  error: string | undefined,
): SearchShown {
  const search = searchOf(turn.query);
  const found = find(turn, of, at, search);
  const results = found ?? (of === 'branch' ? allBranches(turn, at) : undefined);
  if (of === 'branch') return { of, search, results, error };
  const ours = turn.site.bank.searchBanks({ text: turn.site.options.bankName.ja, limit: SHOWN_MAX });
  const own = ours.items.find((bank) => bank.isOwn);
  return { of, search, results, error, ...(own === undefined ? {} : { own }) };
}

const NEEDED = { bank: 'account', branch: 'bank' } as const;

const show = (of: 'bank' | 'branch'): Route =>
  sessionRoute({
    method: 'GET',
    path: `/transfer/:draftId/${of}`,
    query: QUERY,
    isResumable: true,
    answer: (turn) =>
      withDraft(turn, NEEDED[of], (at) => {
        const isEmptySearch =
          turn.address.includes('?q=') && turn.query.q.trim() === '' && turn.query.initial === '';
        const error = isEmptySearch ? OWN_SENTENCES[turn.language].searchEmpty : undefined;
        return page(searchPage(turn, at, shownOf(turn, of, at, error)), isEmptySearch ? 422 : 200);
      }),
  });

const matches = (of: 'bank' | 'branch'): Route =>
  sessionRoute({
    method: 'GET',
    path: `/transfer/:draftId/${of}/matches`,
    query: QUERY,
    answer: (turn) =>
      withDraft(turn, NEEDED[of], (at) => {
        const search = searchOf(turn.query);
        const results = find(turn, of, at, search) ?? { items: [], total: 0, offset: 0 };
        return page(resultsFragment(turn, of, at.draft.draftId, search, results));
      }),
  });

/** A form has no question: a refused choice shows the page afresh. */
const afresh = <Field extends string>(turn: SessionTurn<Field>): SessionTurn<Field, SearchField> => ({
  ...turn,
  query: { q: '', initial: '', offset: '' },
});

const chooseBank: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/:draftId/bank',
  fields: ['bankCode'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'account', (at) => {
      const bank = turn.site.bank.bankOf(turn.form.bankCode);
      if (bank === undefined) {
        const error = TRANSFER_SENTENCES[turn.language].payee_bank_unknown({ reason: 'payee_bank_unknown' });
        return page(searchPage(turn, at, shownOf(afresh(turn), 'bank', at, error)), 422);
      }
      return saveAndGo(turn, at.draft, { ...FORGET_PAYEE, bankCode: bank.code }, 'branch');
    }),
});

const chooseBranch: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/:draftId/branch',
  fields: ['branchCode'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'bank', (at) => {
      const branch = turn.site.bank.branchOf(fieldOf(at.draft, 'bankCode'), turn.form.branchCode);
      if (branch === undefined) {
        const error = TRANSFER_SENTENCES[turn.language].payee_branch_unknown({
          reason: 'payee_branch_unknown',
        });
        return page(searchPage(turn, at, shownOf(afresh(turn), 'branch', at, error)), 422);
      }
      return saveAndGo(turn, at.draft, { ...FORGET_PAYEE, branchCode: branch.code }, 'number');
    }),
});

/** 金融機関 and 支店. */
export const searchRoutes: readonly Route[] = [
  show('bank'),
  matches('bank'),
  chooseBank,
  show('branch'),
  matches('branch'),
  chooseBranch,
];
