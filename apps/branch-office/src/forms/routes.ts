import { FORM_KINDS, type FormKind, formPaper, type KnownFields } from '@warifu/paper';
import {
  type Answer,
  page,
  type Route,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { paperBankOf } from '../text/paper-bank.ts';
import { formKindOf, knownOfFile, knownOfRequest } from './known.ts';
import { formsPage } from './pages.tsx';

const formKindIn = (turn: SessionTurn): FormKind | undefined =>
  FORM_KINDS.find((kind) => kind === turn.params['kind']);

async function formOf(
  turn: SessionTurn,
  kind: FormKind,
  known: KnownFields,
  branchCode = turn.session.operator.branchCode,
): Promise<Answer> {
  return {
    kind: 'document',
    type: 'application/pdf',
    fileName: `form-${kind.replaceAll('_', '-')}.pdf`,
    bytes: await formPaper(paperBankOf(turn.site, branchCode), kind, known),
  };
}

const list: Route = sessionRoute({
  method: 'GET',
  path: '/forms',
  answer: (turn) => page(formsPage(turn)),
});

const empty: Route = sessionRoute({
  method: 'GET',
  path: '/forms/:kind',
  answer: async (turn) => {
    const kind = formKindIn(turn);
    return kind === undefined ? UNKNOWN_PAGE : formOf(turn, kind, {});
  },
});

const ofContract: Route = sessionRoute({
  method: 'GET',
  path: '/contracts/:contractId/forms/:kind',
  answer: async (turn) => {
    const { site, session, params } = turn;
    const kind = formKindIn(turn);
    const file = await site.branch.contractFile(session, params['contractId'] ?? '');
    if (kind === undefined || file === undefined) return UNKNOWN_PAGE;
    return formOf(turn, kind, knownOfFile(site, file), file.branchCode);
  },
});

const ofRequest: Route = sessionRoute({
  method: 'GET',
  path: '/requests/:requestId/form',
  answer: async (turn) => {
    const { site, session, params } = turn;
    const request = await site.branch.requestOf(session, params['requestId'] ?? '');
    if (request === undefined) return UNKNOWN_PAGE;
    return formOf(turn, formKindOf(request.terms.kind), knownOfRequest(site, request));
  },
});

/** 所定の書面, as PDF: empty, filled for a contract, filled as a request was entered. */
export const formRoutes: readonly Route[] = [list, empty, ofContract, ofRequest];
