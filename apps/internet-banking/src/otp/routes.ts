import type { OtpFlow, OtpFlowKind, OtpFlowStep, RegistrationRefusal } from '@warifu/bank';
import { unreachable } from '@warifu/base';
import { type Answer, openRoute, page, type Route, redirect, type Turn } from '../http/route.ts';
import {
  CREDENTIAL_ORDER,
  credentialsOf,
  refusedState,
  shapeErrorsOf,
  typedValuesOf,
} from '../login/credentials.tsx';
import { codeFields, readCodes, sealCode } from '../text/codes.ts';
import { sentenceOf } from '../text/faces.ts';
import { halfWidth } from '../text/normalise.ts';
import { OTP_EMPTY, OTP_FACES, OTP_SENTENCES } from './faces.ts';
import {
  donePage,
  flowClosedPage,
  identifyPage,
  nothingToStopPage,
  oldCodePage,
  stopPage,
  tokenPage,
} from './looks.ts';
import { type CodeState, START_PATH } from './pages.tsx';

type RegistrationRefused = { readonly outcome: 'refused' } & RegistrationRefusal;

const EMPTY = { values: {}, errors: {} };
const FRESH: CodeState = { errors: {} };

function pathOfStep(flow: OtpFlowKind, step: OtpFlowStep): string {
  switch (step) {
    case 'new_token':
      return '/otp/register/token';
    case 'old_code':
      return '/otp/register/old-code';
    case 'stop_code':
      return '/otp/stop/code';
    case 'nothing_to_stop':
      return '/otp/stop/nothing';
    case 'done':
      return `${START_PATH[flow]}/done`;
    default:
      return unreachable(step);
  }
}

const showIdentify = (flow: OtpFlowKind): Route =>
  openRoute({
    method: 'GET',
    path: START_PATH[flow],
    answer: (turn) => page(identifyPage(turn, flow, EMPTY)),
  });

const identify = (flow: OtpFlowKind): Route =>
  openRoute({
    method: 'POST',
    path: START_PATH[flow],
    access: 'login',
    fields: CREDENTIAL_ORDER,
    answer: async (turn) => {
      const { form, language } = turn;
      const errors = shapeErrorsOf(form, language);
      if (Object.keys(errors).length > 0)
        return page(identifyPage(turn, flow, { values: typedValuesOf(form), errors }), 422);
      const outcome = await turn.site.bank.identify({ ...credentialsOf(turn), flow });
      if (outcome.outcome === 'identified') {
        return redirect(pathOfStep(flow, outcome.step), [{ name: 'flow', value: outcome.flowToken }]);
      }
      return page(identifyPage(turn, flow, refusedState(form, outcome.reason, language)), 422);
    },
  });

/** Runs with the open flow of this browser where it stands at `step`; otherwise shows the way to where it stands. */
async function atStep(
  turn: Turn,
  flow: OtpFlowKind,
  step: OtpFlowStep,
  run: (flow: OtpFlow, flowToken: string) => Promise<Answer> | Answer,
): Promise<Answer> {
  const flowToken = turn.cookies.flow;
  const found = flowToken === undefined ? undefined : await turn.site.bank.flowOf(flowToken);
  if (flowToken === undefined || found === undefined || found.outcome === 'closed') {
    return page(flowClosedPage(turn, flow), 410);
  }
  if (found.flow !== flow) return page(flowClosedPage(turn, flow), 410);
  // A page sent twice, or the back button: the flow has gone on, and so does the customer.
  if (found.step !== step) return redirect(pathOfStep(flow, found.step));
  return run(found, flowToken);
}

const showStep = (
  path: string,
  flow: OtpFlowKind,
  step: OtpFlowStep,
  show: (turn: Turn, flow: OtpFlow) => string,
): Route =>
  openRoute({
    method: 'GET',
    path,
    answer: (turn) => atStep(turn, flow, step, (open) => page(show(turn, open))),
  });

/** The page again, for a refusal of the bank. */
function refused(
  turn: Turn,
  flow: OtpFlowKind,
  refusal: RegistrationRefused,
  again: { readonly purpose: OtpFlowStep; readonly code: string; readonly tokenId?: string },
  show: (state: CodeState) => string,
): Answer {
  const kept = again.tokenId === undefined ? {} : { tokenId: again.tokenId };
  if (refusal.reason === 'flow_closed') return page(flowClosedPage(turn, flow), 410);
  if (refusal.reason === 'needs_second_code') {
    return page(show({ ...kept, errors: {}, sealedCode: sealCode(turn, again.purpose, again.code) }));
  }
  const face = OTP_FACES[refusal.reason];
  const sentence = sentenceOf(OTP_SENTENCES[turn.language], refusal);
  return page(show({ ...kept, errors: { [face.field]: sentence } }), face.status);
}

const register = openRoute({
  method: 'POST',
  path: '/otp/register/token',
  fields: ['tokenId', ...codeFields],
  answer: (turn) =>
    atStep(turn, 'register', 'new_token', async (flow, flowToken) => {
      const empty = OTP_EMPTY[turn.language];
      const tokenId = turn.form.tokenId;
      const codes = readCodes(turn, 'new_token');
      const isTokenIdEmpty = halfWidth(tokenId) === '';
      if (codes.read === 'empty' || isTokenIdEmpty) {
        const errors = {
          ...(isTokenIdEmpty ? { tokenId: empty.tokenId } : {}),
          ...(codes.read === 'empty' ? { [codes.field]: empty[codes.field] } : {}),
        };
        const sealed =
          codes.read === 'empty' && codes.field === 'nextCode' ? { sealedCode: codes.sealedCode } : {};
        return page(tokenPage(turn, flow, { tokenId, errors, ...sealed }), 422);
      }
      const { read: _, ...given } = codes;
      const outcome = await turn.site.bank.registerToken({ flowToken, tokenId, ...given });
      if (outcome.outcome === 'registered') return redirect('/otp/register/done');
      return refused(
        turn,
        'register',
        outcome,
        { purpose: 'new_token', code: given.code, tokenId },
        (state) => tokenPage(turn, flow, state),
      );
    }),
});

/** A step that asks for nothing but a code. */
const codeStep = (step: {
  readonly path: string;
  readonly flow: OtpFlowKind;
  readonly at: OtpFlowStep;
  readonly show: (turn: Turn, state: CodeState) => string;
  readonly give: (
    turn: Turn,
    call: { readonly flowToken: string; readonly code: string; readonly nextCode?: string },
  ) => Promise<RegistrationRefused | { readonly outcome: 'accepted' | 'stopped' }>;
  readonly next: string;
}): Route =>
  openRoute({
    method: 'POST',
    path: step.path,
    fields: codeFields,
    answer: (turn) =>
      atStep(turn, step.flow, step.at, async (_flow, flowToken) => {
        const codes = readCodes(turn, step.at);
        if (codes.read === 'empty') {
          const errors = { [codes.field]: OTP_EMPTY[turn.language][codes.field] };
          const sealed = codes.field === 'nextCode' ? { sealedCode: codes.sealedCode } : {};
          return page(step.show(turn, { errors, ...sealed }), 422);
        }
        const { read: _, ...given } = codes;
        const outcome = await step.give(turn, { flowToken, ...given });
        if (outcome.outcome !== 'refused') return redirect(step.next);
        return refused(turn, step.flow, outcome, { purpose: step.at, code: given.code }, (state) =>
          step.show(turn, state),
        );
      }),
  });

/** 利用登録, 機種変更 and 利用停止, from the links of the login page. */
export const otpRoutes: readonly Route[] = [
  showIdentify('register'),
  identify('register'),
  showStep('/otp/register/old-code', 'register', 'old_code', (turn) => oldCodePage(turn, FRESH)),
  codeStep({
    path: '/otp/register/old-code',
    flow: 'register',
    at: 'old_code',
    show: oldCodePage,
    give: (turn, call) => turn.site.bank.giveOldCode(call),
    next: '/otp/register/token',
  }),
  showStep('/otp/register/token', 'register', 'new_token', (turn, flow) => tokenPage(turn, flow, FRESH)),
  register,
  showStep('/otp/register/done', 'register', 'done', donePage),
  showIdentify('stop'),
  identify('stop'),
  showStep('/otp/stop/code', 'stop', 'stop_code', (turn) => stopPage(turn, FRESH)),
  codeStep({
    path: '/otp/stop/code',
    flow: 'stop',
    at: 'stop_code',
    show: stopPage,
    give: (turn, call) => turn.site.bank.stopToken(call),
    next: '/otp/stop/done',
  }),
  showStep('/otp/stop/done', 'stop', 'done', donePage),
  showStep('/otp/stop/nothing', 'stop', 'nothing_to_stop', nothingToStopPage),
];
