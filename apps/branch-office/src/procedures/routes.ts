import type { MakeRequestOutcome, ProcedureKind, RequestView } from '@warifu/bank';
import { isUuid } from '@warifu/base';
import { fieldsOf, sentenceOf } from '@warifu/site';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import {
  ALL_FIELDS,
  CATALOGUE,
  type FieldName,
  isProcedureKind,
  MAKERS,
  type Procedure,
} from './catalogue.ts';
import { confirmPage } from './confirm-page.tsx';
import { type Entered, readEntered } from './entered.ts';
import { FIELD_SENTENCES, fieldOfRefusal, PROCEDURE_SENTENCES } from './faces.ts';
import { type FormShown, procedureFormPage } from './form-page.tsx';
import { type Target, targetIdOf } from './target.tsx';
import { SameWaiting } from './warning.tsx';
import { PROCEDURE_WORDS } from './words.ts';

const NOTHING_ENTERED = fieldsOf({}, ALL_FIELDS) as Entered;
/** From the confirm page to the request. */
const ENTERED_SECONDS = 1_800;
/** Of a field: what was entered travels sealed in one. */
const FIELD_LENGTH_MAX = 8_000;
const REQUESTS_LOOKED_AT = 50;

type Refusal = Extract<MakeRequestOutcome, { outcome: 'refused' }>;
type ProcedureTurn = SessionTurn<FieldName | 'act' | 'entered'>;

interface At {
  readonly kind: ProcedureKind;
  readonly target: Target;
}

/** The procedure of the address and what it is about; undefined where there is no such thing. */
async function findAt(turn: SessionTurn, about: Procedure['about']): Promise<At | undefined> {
  const { params, site, session } = turn;
  const kind = params['kind'];
  if (!isProcedureKind(kind) || CATALOGUE[kind].about !== about) return undefined;
  switch (about) {
    case 'nothing':
      return { kind, target: { about } };
    case 'contract': {
      const file = await site.branch.contractFile(session, params['contractId'] ?? '');
      return file === undefined ? undefined : { kind, target: { about, file } };
    }
    case 'operator': {
      const operators = await site.branch.listOperators(session);
      const operator = operators.find(({ operatorId }) => operatorId === params['operatorId']);
      return operator === undefined ? undefined : { kind, target: { about, operator } };
    }
  }
}

const scopeOf = (turn: SessionTurn, { kind, target }: At) => ({
  purpose: `procedure ${kind} ${targetIdOf(target)}`,
  binding: turn.session.sessionId,
});

const again = (
  turn: SessionTurn,
  at: At,
  entered: Entered,
  told: Pick<FormShown, 'warning'> & { readonly errors?: FormShown['state']['errors'] },
  status: 200 | 422,
): Answer =>
  page(
    procedureFormPage(turn, {
      ...at,
      state: { values: entered, errors: told.errors ?? {} },
      ...(told.warning === undefined ? {} : { warning: told.warning }),
    }),
    status,
  );

/** First look: what is missing is said at the form; what can be read is shown to be confirmed. */
function confirm(turn: ProcedureTurn, at: At): Answer {
  const entered = fieldsOf(turn.form, ALL_FIELDS) as Entered;
  const read = readEntered(at.kind, targetIdOf(at.target), entered);
  if (read.read === 'wrong') {
    const errors = Object.fromEntries(
      read.fields.map((field) => [field, FIELD_SENTENCES[turn.language][field]]),
    );
    return again(turn, at, entered, { errors }, 422);
  }
  const sealed = turn.site.keys.seal(JSON.stringify(entered), scopeOf(turn, at), turn.now + ENTERED_SECONDS);
  return page(confirmPage(turn, { ...at, ...read, sealed }));
}

/** What the confirm page carried; undefined where it is too old or not from there. */
function unsealEntered(turn: ProcedureTurn, at: At): Entered | undefined {
  const text = turn.site.keys.unseal(turn.form.entered, scopeOf(turn, at), turn.now);
  return text === undefined ? undefined : (fieldsOf(JSON.parse(text), ALL_FIELDS) as Entered);
}

/** The request that an earlier press of the same button made. */
async function findMade(turn: SessionTurn, at: At, formNumber: string): Promise<RequestView | undefined> {
  const { requests } = await turn.site.branch.listRequests(turn.session, {
    kind: at.kind,
    ...(at.target.about === 'contract' ? { contractId: at.target.file.contractId } : {}),
    limit: REQUESTS_LOOKED_AT,
  });
  return requests.find(({ isOwn, paper }) => isOwn && paper.formNumber === formNumber);
}

async function make(turn: ProcedureTurn, at: At): Promise<Answer> {
  const { language, site, session } = turn;
  const entered = unsealEntered(turn, at);
  if (entered === undefined) {
    return again(turn, at, NOTHING_ENTERED, { warning: PROCEDURE_WORDS[language].expired }, 422);
  }
  const read = readEntered(at.kind, targetIdOf(at.target), entered);
  if (read.read === 'wrong') return again(turn, at, entered, {}, 422);
  const outcome = await site.branch.makeRequest({ session, terms: read.terms, paper: read.paper });
  if (outcome.outcome === 'made') return redirect(`/requests/${outcome.requestId}?made=1`);
  if (outcome.reason === 'form_number_taken' || outcome.reason === 'same_waiting') {
    const made = await findMade(turn, at, read.paper.formNumber);
    if (made !== undefined) return redirect(`/requests/${made.requestId}?made=1`);
  }
  return refused(turn, at, entered, outcome);
}

function refused(turn: SessionTurn, at: At, entered: Entered, refusal: Refusal): Answer {
  const sentence = sentenceOf(PROCEDURE_SENTENCES[turn.language], refusal);
  const field = fieldOfRefusal(refusal);
  if (field !== undefined) return again(turn, at, entered, { errors: { [field]: sentence } }, 422);
  const warning =
    refusal.reason === 'same_waiting' && isUuid(refusal.requestId)
      ? SameWaiting({ requestId: refusal.requestId, sentence, language: turn.language })
      : sentence;
  return again(turn, at, entered, { warning }, 422);
}

/** The form and what it sends, for what it is about. */
function procedureRoutesAt(path: string, about: Procedure['about']): readonly Route[] {
  const show = sessionRoute({
    method: 'GET',
    path,
    roles: MAKERS,
    answer: async (turn) => {
      const at = await findAt(turn, about);
      return at === undefined ? UNKNOWN_PAGE : again(turn, at, NOTHING_ENTERED, {}, 200);
    },
  });
  const send = sessionRoute<FieldName | 'act' | 'entered'>({
    method: 'POST',
    path,
    roles: MAKERS,
    fields: [...ALL_FIELDS, 'act', 'entered'],
    fieldLengthMax: FIELD_LENGTH_MAX,
    answer: async (turn) => {
      const at = await findAt(turn, about);
      if (at === undefined) return UNKNOWN_PAGE;
      switch (turn.form.act) {
        case 'make':
          return make(turn, at);
        case 'edit':
          return again(turn, at, unsealEntered(turn, at) ?? NOTHING_ENTERED, {}, 200);
        default:
          return confirm(turn, at);
      }
    },
  });
  return [show, send];
}

/** 手続き on paper: entered, confirmed, requested. */
export const procedureRoutes: readonly Route[] = [
  ...procedureRoutesAt('/procedures/:kind', 'nothing'),
  ...procedureRoutesAt('/contracts/:contractId/procedures/:kind', 'contract'),
  ...procedureRoutesAt('/operators/:operatorId/procedures/:kind', 'operator'),
];
