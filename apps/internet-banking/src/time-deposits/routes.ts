import {
  AT_MATURITY,
  type AtMaturity,
  type CommonRefusal,
  type PrepareOutcome,
  type TimeDepositView,
} from '@warifu/bank';
import { yen } from '@warifu/base';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { orderNotAllowedPage } from '../order/looks.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { type Sentences, sentenceOf } from '../text/faces.ts';
import { readAmount } from '../text/normalise.ts';
import { branchNamesOf } from './branch-names.ts';
import { OPEN_FACES, OPEN_SENTENCES, type OpenField } from './faces.ts';
import {
  BOOKING,
  CANCELLING,
  CLOSING,
  DEPOSIT_PLACE,
  type DepositFlow,
  OPENING,
  TREATMENT,
} from './flows.ts';
import { detailPage, listPage, openPage, treatmentPage } from './looks.ts';
import { LIST_PATH, OPEN_PATH } from './paths.ts';
import { TIME_DEPOSIT_WORDS } from './words.ts';

const list: Route = sessionRoute({
  method: 'GET',
  path: LIST_PATH,
  // Of the deposits, where a plain page does not hold them all.
  query: ['page'],
  isResumable: true,
  answer: async (turn) =>
    page(listPage(turn, await turn.site.bank.listTimeDeposits(turn.session.contractId))),
});

type Values = Readonly<Partial<Record<OpenField, string>>>;

async function showOpen(turn: SessionTurn, values: Values, errors: Values): Promise<Answer> {
  const { bank } = turn.site;
  const { contractId, channel } = turn.session;
  const need = await bank.needFor({ contractId, kind: 'time_deposit_opening', channel });
  if (need.need === 'refused') return page(orderNotAllowedPage(turn, DEPOSIT_PLACE, need), 422);
  const [accounts, offer] = await Promise.all([bank.listAccounts(contractId), bank.timeDepositOffer()]);
  const status = Object.keys(errors).length > 0 ? 422 : 200;
  return page(openPage(turn, { accounts, offer, values, errors }), status);
}

const open: Route = sessionRoute({
  method: 'GET',
  path: OPEN_PATH,
  query: ['from', 'page'],
  isResumable: true,
  answer: (turn) => showOpen(turn, { fromAccountId: turn.query.from }, {}),
});

const atMaturityOf = (typed: string): AtMaturity | undefined => AT_MATURITY.find((one) => one === typed);

const prepareOpening: Route = sessionRoute({
  method: 'POST',
  path: OPEN_PATH,
  fields: ['fromAccountId', 'amount', 'termMonths', 'atMaturity'],
  isResumable: true,
  answer: async (turn) => {
    const words = TIME_DEPOSIT_WORDS[turn.language].open;
    const { form } = turn;
    const amount = readAmount(form.amount);
    const termMonths = /^\d{1,3}$/.test(form.termMonths) ? Number(form.termMonths) : undefined;
    const atMaturity = atMaturityOf(form.atMaturity);
    const errors: Values = {
      ...(amount.read === 'amount'
        ? {}
        : { amount: amount.read === 'empty' ? words.amountEmpty : words.amountMalformed }),
      ...(termMonths === undefined ? { termMonths: words.chooseTerm } : {}),
      ...(atMaturity === undefined ? { atMaturity: words.chooseTreatment } : {}),
    };
    if (amount.read !== 'amount' || termMonths === undefined || atMaturity === undefined)
      return showOpen(turn, form, errors);
    const { contractId, channel } = turn.session;
    const outcome = await turn.site.bank.prepareTimeDeposit({
      contractId,
      channel,
      wish: { fromAccountId: form.fromAccountId, amount: yen(amount.yen), termMonths, atMaturity },
    });
    if (outcome.outcome === 'prepared') return redirect(OPENING.pathOf(outcome.order.orderId));
    if (outcome.reason === 'not_allowed')
      return page(orderNotAllowedPage(turn, DEPOSIT_PLACE, outcome.because), 422);
    // Opening has neither a draft nor a limit.
    if (outcome.reason === 'draft_unknown' || outcome.reason === 'limit_exceeded') return redirect(OPEN_PATH);
    const sentence = sentenceOf(OPEN_SENTENCES[turn.language], outcome);
    return showOpen(turn, form, { [OPEN_FACES[outcome.reason]]: sentence });
  },
});

async function showDetail(turn: SessionTurn, depositId: string, trouble?: string): Promise<Answer> {
  const deposit = await turn.site.bank.timeDepositOf(turn.session.contractId, depositId);
  if (deposit === undefined) return UNKNOWN_PAGE;
  const shown = { deposit, branchNames: await branchNamesOf(turn), trouble };
  return page(detailPage(turn, shown), trouble === undefined ? 200 : 422);
}

const depositIdOf = (turn: SessionTurn): string => turn.params['depositId'] ?? '';

const detail: Route = sessionRoute({
  method: 'GET',
  path: `${LIST_PATH}/:depositId`,
  isResumable: true,
  answer: (turn) => showDetail(turn, depositIdOf(turn)),
});

/** What a deposit says no to is told on its own page. */
async function refused<Refusal extends { readonly reason: string }>(
  turn: SessionTurn,
  sentences: Sentences<Refusal>,
  refusal: CommonRefusal | Refusal,
): Promise<Answer> {
  if ('because' in refusal) return page(orderNotAllowedPage(turn, DEPOSIT_PLACE, refusal.because), 422);
  return showDetail(turn, depositIdOf(turn), sentenceOf(sentences, refusal as Refusal));
}

type Bank = SessionTurn['site']['bank'];
interface Asked {
  readonly contractId: string;
  readonly channel: SessionTurn['channel'];
  readonly wish: { readonly depositId: string };
}

/** From a button of the deposit's page to the confirm page of its order. */
const orderFromDetail = <Terms, Refusal extends { readonly reason: string }>(
  flow: DepositFlow<Terms, Refusal>,
  prepare: (bank: Bank, call: Asked) => Promise<PrepareOutcome<Terms, Refusal>>,
): Route =>
  sessionRoute({
    method: 'POST',
    path: `${LIST_PATH}/:depositId/${flow.act}`,
    answer: async (turn) => {
      const { contractId, channel } = turn.session;
      const wish = { depositId: depositIdOf(turn) };
      const outcome = await prepare(turn.site.bank, { contractId, channel, wish });
      return outcome.outcome === 'prepared'
        ? redirect(flow.pathOf(outcome.order.orderId))
        : refused(turn, flow.sentences[turn.language], outcome);
    },
  });

const isChangeable = (deposit: TimeDepositView | undefined): deposit is TimeDepositView =>
  deposit?.acts.changeTreatment === true;

async function showTreatment(turn: SessionTurn, error?: string): Promise<Answer> {
  const deposit = await turn.site.bank.timeDepositOf(turn.session.contractId, depositIdOf(turn));
  if (!isChangeable(deposit)) return redirect(`${LIST_PATH}/${depositIdOf(turn)}`);
  return page(treatmentPage(turn, { deposit, error }), error === undefined ? 200 : 422);
}

const chooseTreatment: Route = sessionRoute({
  method: 'GET',
  path: `${LIST_PATH}/:depositId/treatment`,
  isResumable: true,
  answer: (turn) => showTreatment(turn),
});

const prepareTreatment: Route = sessionRoute({
  method: 'POST',
  path: `${LIST_PATH}/:depositId/treatment`,
  fields: ['atMaturity'],
  isResumable: true,
  answer: async (turn) => {
    const atMaturity = atMaturityOf(turn.form.atMaturity);
    if (atMaturity === undefined)
      return showTreatment(turn, TIME_DEPOSIT_WORDS[turn.language].open.chooseTreatment);
    const { contractId, channel } = turn.session;
    const wish = { depositId: depositIdOf(turn), atMaturity };
    const outcome = await turn.site.bank.prepareTreatment({ contractId, channel, wish });
    if (outcome.outcome === 'prepared') return redirect(TREATMENT.pathOf(outcome.order.orderId));
    const sentences = TREATMENT.sentences[turn.language];
    return outcome.reason === 'treatment_same'
      ? showTreatment(turn, sentences.treatment_same(outcome))
      : refused(turn, sentences, outcome);
  },
});

/** 定期預金. */
export const timeDepositRoutes: readonly Route[] = [
  list,
  open,
  prepareOpening,
  detail,
  chooseTreatment,
  prepareTreatment,
  orderFromDetail(CLOSING, (bank, call) => bank.prepareClosing(call)),
  orderFromDetail(BOOKING, (bank, call) => bank.prepareBooking(call)),
  orderFromDetail(CANCELLING, (bank, call) => bank.prepareCancelBooking(call)),
  ...plannedRoutes(OPENING),
  ...plannedRoutes(TREATMENT),
  ...plannedRoutes(BOOKING),
  ...plannedRoutes(CANCELLING),
  ...plannedRoutes(CLOSING),
];
