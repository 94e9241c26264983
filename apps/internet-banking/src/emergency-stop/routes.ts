import type { StopFlowState } from '@warifu/bank';
import {
  type Answer,
  openRoute,
  page,
  type Route,
  redirect,
  sessionRoute,
  type Turn,
} from '../http/route.ts';
import {
  CREDENTIAL_ORDER,
  credentialsOf,
  refusedState,
  shapeErrorsOf,
  typedValuesOf,
} from '../login/credentials.tsx';
import { closedPage, confirmPage, confirmWithinPage, donePage, identifyPage, STOP_PATHS } from './pages.tsx';

const EMPTY = { values: {}, errors: {} };

const showIdentify: Route = openRoute({
  method: 'GET',
  path: STOP_PATHS.identify,
  answer: (turn) => page(identifyPage(turn, EMPTY)),
});

const identify: Route = openRoute({
  method: 'POST',
  path: STOP_PATHS.identify,
  access: 'login',
  fields: CREDENTIAL_ORDER,
  answer: async (turn) => {
    const { form, language } = turn;
    const errors = shapeErrorsOf(form, language);
    if (Object.keys(errors).length > 0)
      return page(identifyPage(turn, { values: typedValuesOf(form), errors }), 422);
    const outcome = await turn.site.bank.identifyForStop(credentialsOf(turn));
    return outcome.outcome === 'identified'
      ? redirect(STOP_PATHS.confirm, [{ name: 'stop', value: outcome.flowToken }])
      : page(identifyPage(turn, refusedState(form, outcome.reason, language)), 422);
  },
});

/** Runs with the flow of this browser, while it lives. */
async function inFlow(
  turn: Turn,
  run: (
    flow: Extract<StopFlowState, { readonly outcome: 'open' }>,
    flowToken: string,
  ) => Promise<Answer> | Answer,
): Promise<Answer> {
  const flowToken = turn.cookies.stop;
  const flow = flowToken === undefined ? undefined : await turn.site.bank.stopFlowOf(flowToken);
  return flowToken === undefined || flow?.outcome !== 'open'
    ? page(closedPage(turn), 410)
    : run(flow, flowToken);
}

const showConfirm: Route = openRoute({
  method: 'GET',
  path: STOP_PATHS.confirm,
  answer: (turn) =>
    inFlow(turn, (flow) =>
      flow.isStopped ? redirect(STOP_PATHS.done) : page(confirmPage(turn, flow.bookedOrders)),
    ),
});

const stop: Route = openRoute({
  method: 'POST',
  path: STOP_PATHS.confirm,
  answer: (turn) =>
    inFlow(turn, async (_flow, flowToken) => {
      const outcome = await turn.site.bank.stopByFlow(flowToken);
      return outcome.outcome === 'stopped' ? redirect(STOP_PATHS.done) : page(closedPage(turn), 410);
    }),
});

const showDone: Route = openRoute({
  method: 'GET',
  path: STOP_PATHS.done,
  answer: (turn) =>
    inFlow(turn, (flow) =>
      flow.isStopped ? page(donePage(turn, flow.bookedOrders)) : redirect(STOP_PATHS.confirm),
    ),
});

const showWithin: Route = sessionRoute({
  method: 'GET',
  path: STOP_PATHS.within,
  answer: async (turn) =>
    page(confirmWithinPage(turn, await turn.site.bank.listBookedOrders(turn.session.contractId))),
});

/** The session ends with the stop, so its last page is opened by a token of the flow. */
const stopWithin: Route = sessionRoute({
  method: 'POST',
  path: STOP_PATHS.within,
  answer: async (turn) => {
    const { flowToken } = await turn.site.bank.stopBySession(turn.session);
    return redirect(STOP_PATHS.done, [
      { name: 'stop', value: flowToken },
      { name: 'session', value: undefined },
      { name: 'resume', value: undefined },
    ]);
  },
});

/** IB取引中止, from the login page and from 契約者情報変更. */
export const emergencyStopRoutes: readonly Route[] = [
  showIdentify,
  identify,
  showConfirm,
  stop,
  showDone,
  showWithin,
  stopWithin,
];
