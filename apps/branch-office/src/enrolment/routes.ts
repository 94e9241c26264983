import type { EnrolmentStep } from '@warifu/bank';
import { type CodeFormField, codeFields, sentenceOf } from '@warifu/site';
import { type Answer, openRoute, page, type Route, redirect, type Turn } from '../http/route.ts';
import { PASSWORD_FIELDS, PASSWORD_SENTENCES, shapeErrorsOf } from '../password/faces.ts';
import { readCodes, sealCode } from '../text/codes.ts';
import { TOKEN_FIELDS, TOKEN_SENTENCES, type TokenField } from './faces.ts';
import {
  ENROLMENT_WORDS,
  type Enrolling,
  enrolmentClosedPage,
  enrolmentDonePage,
  enrolmentPasswordPage,
  enrolmentTokenPage,
} from './pages.tsx';

const PURPOSE = 'enrolment';
const EMPTY = { values: {}, errors: {} };
const PATHS: Readonly<Record<EnrolmentStep, string>> = {
  password: '/enrolment/password',
  token: '/enrolment/token',
  done: '/enrolment/done',
};

const closed = (turn: Turn): Answer =>
  page(enrolmentClosedPage(turn), 200, [{ name: 'enrolment', value: undefined }]);

/** The page of a step, where the enrolment stands there; the way to the step where it does stand otherwise. */
async function atStep(
  turn: Turn,
  step: EnrolmentStep,
  then: (token: string, who: Enrolling) => Promise<Answer> | Answer,
): Promise<Answer> {
  const token = turn.cookies.enrolment;
  if (token === undefined) return redirect('/sign-in');
  const state = await turn.site.branch.enrolmentOf(token);
  if (state.outcome === 'closed') return closed(turn);
  return state.step === step ? then(token, state) : redirect(PATHS[state.step]);
}

const begin: Route = openRoute({
  method: 'GET',
  path: '/enrolment',
  // Whatever step it stands at, the page of the password knows the way there.
  answer: () => redirect(PATHS.password),
});

const showPassword: Route = openRoute({
  method: 'GET',
  path: '/enrolment/password',
  answer: (turn) => atStep(turn, 'password', (_token, who) => page(enrolmentPasswordPage(turn, who, {}))),
});

const setPassword: Route = openRoute({
  method: 'POST',
  path: '/enrolment/password',
  access: 'login',
  fields: ['next', 'again'],
  answer: (turn) =>
    atStep(turn, 'password', async (enrolmentToken, who) => {
      const { form, language, site } = turn;
      const errors = shapeErrorsOf(form, language);
      if (Object.keys(errors).length > 0) return page(enrolmentPasswordPage(turn, who, errors), 422);
      const outcome = await site.branch.setFirstPassword({ enrolmentToken, next: form.next });
      if (outcome.outcome === 'changed') return redirect(PATHS.token);
      if (outcome.reason === 'enrolment_closed') return closed(turn);
      const sentence = PASSWORD_SENTENCES[language][outcome.reason];
      return page(enrolmentPasswordPage(turn, who, { [PASSWORD_FIELDS[outcome.reason]]: sentence }), 422);
    }),
});

const showToken: Route = openRoute({
  method: 'GET',
  path: '/enrolment/token',
  answer: (turn) => atStep(turn, 'token', (_token, who) => page(enrolmentTokenPage(turn, who, EMPTY))),
});

type TokenTurn = Turn<'tokenId' | CodeFormField>;

async function register(turn: TokenTurn, enrolmentToken: string, who: Enrolling): Promise<Answer> {
  const { form, language, site } = turn;
  const words = ENROLMENT_WORDS[language];
  const again = (errors: Readonly<Partial<Record<TokenField, string>>>, sealedCode?: string): Answer =>
    page(
      enrolmentTokenPage(
        turn,
        who,
        { values: { tokenId: form.tokenId }, errors },
        sealedCode === undefined ? undefined : { sealedCode },
      ),
      422,
    );
  const codes = readCodes(turn, PURPOSE);
  const missing = form.tokenId.trim() === '' ? { tokenId: words.empty.tokenId } : {};
  if (codes.read === 'empty') {
    const errors = { ...missing, [codes.field]: words.empty[codes.field] };
    return codes.field === 'nextCode' ? again(errors, codes.sealedCode) : again(errors);
  }
  if (form.tokenId.trim() === '') return again(missing);
  const outcome = await site.branch.registerOperatorToken({
    enrolmentToken,
    tokenId: form.tokenId,
    code: codes.code,
    ...(codes.nextCode === undefined ? {} : { nextCode: codes.nextCode }),
  });
  if (outcome.outcome === 'registered') return redirect(PATHS.done);
  if (outcome.reason === 'enrolment_closed') return closed(turn);
  if (outcome.reason === 'needs_second_code') return again({}, sealCode(turn, PURPOSE, codes.code));
  return again({ [TOKEN_FIELDS[outcome.reason]]: sentenceOf(TOKEN_SENTENCES[language], outcome) });
}

const registerToken: Route = openRoute({
  method: 'POST',
  path: '/enrolment/token',
  access: 'login',
  fields: ['tokenId', ...codeFields],
  answer: (turn: TokenTurn) => atStep(turn, 'token', (token, who) => register(turn, token, who)),
});

const done: Route = openRoute({
  method: 'GET',
  path: '/enrolment/done',
  answer: (turn) => atStep(turn, 'done', (_token, who) => page(enrolmentDonePage(turn, who))),
});

/** 利用開始の手続き: a password of one's own, then a token of one's own. */
export const enrolmentRoutes: readonly Route[] = [
  begin,
  showPassword,
  setPassword,
  showToken,
  registerToken,
  done,
];
