import type { ExecuteMailAddressRefusal } from '@warifu/bank';
import {
  type Answer,
  page,
  type Route,
  redirect,
  type SessionTurn,
  sessionRoute,
  UNKNOWN_PAGE,
} from '../http/route.ts';
import { codeFields, proofOf, readCodes, sealCode } from '../text/codes.ts';
import { sentenceOf } from '../text/faces.ts';
import {
  ADDRESS_SENTENCES,
  AGAIN_SENTENCES,
  EXECUTE_FACES,
  EXECUTE_SENTENCES,
  NUMBER_SENTENCES,
  type ShownExecuteRefusal,
} from './faces.ts';
import { addressPage, confirmPage, donePage, notAllowedPage, numberPage, overPage } from './looks.ts';
import type { AddressField, ConfirmShown } from './pages.tsx';
import { orderPath, START_PATH } from './step-page.tsx';

const PURPOSE = 'mail address';

type Errors = Readonly<Partial<Record<AddressField, string>>>;

const showAddress = async (
  turn: SessionTurn,
  values: Readonly<Partial<Record<AddressField, string>>>,
  errors: Errors,
): Promise<string> =>
  addressPage(turn, { values, errors }, await turn.site.bank.mailAddressInPart(turn.session.contractId));

const start: Route = sessionRoute({
  method: 'GET',
  path: START_PATH,
  isResumable: true,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const need = await turn.site.bank.needFor({ contractId, kind: 'mail_address', channel });
    return page(need.need === 'refused' ? notAllowedPage(turn, need) : await showAddress(turn, {}, {}));
  },
});

/** As typed: what differs after full-width letters were folded is a slip of the hand. */
const folded = (text: string): string => text.normalize('NFKC').trim();

function againErrorOf(turn: SessionTurn<AddressField>): Errors {
  const { mailAddress, again } = turn.form;
  if (mailAddress.trim() === '') return {};
  const words = AGAIN_SENTENCES[turn.language];
  if (again.trim() === '') return { again: words.empty };
  return folded(again) === folded(mailAddress) ? {} : { again: words.differs };
}

const prepare: Route = sessionRoute({
  method: 'POST',
  path: START_PATH,
  fields: ['mailAddress', 'again'],
  answer: async (turn) => {
    const { mailAddress } = turn.form;
    const errors = againErrorOf(turn);
    if (errors.again !== undefined) return page(await showAddress(turn, turn.form, errors), 422);
    const { contractId, channel } = turn.session;
    const outcome = await turn.site.bank.prepareMailAddress({ contractId, channel, mailAddress });
    if (outcome.outcome === 'prepared') return redirect(orderPath(outcome.order.orderId));
    if (outcome.reason === 'not_allowed') return page(notAllowedPage(turn, outcome.because), 422);
    const sentence = sentenceOf(ADDRESS_SENTENCES[turn.language], outcome);
    return page(await showAddress(turn, turn.form, { mailAddress: sentence }), 422);
  },
});

interface Shown extends ConfirmShown {
  readonly numberError?: string;
}

/** The page at which the order stands. */
async function showOrder(turn: SessionTurn, shown: Shown, status = 200): Promise<Answer> {
  const orderId = turn.params['orderId'] ?? '';
  const { contractId } = turn.session;
  const order = await turn.site.bank.mailAddressOrder({ contractId, orderId });
  if (order === undefined) return UNKNOWN_PAGE;
  switch (order.state) {
    case 'prepared':
      return page(confirmPage(turn, order, shown), status);
    case 'expired':
      return page(overPage(turn, 'expired'), 410);
    case 'refused':
    case 'cancelled':
      return page(overPage(turn, 'over'), 410);
    case 'executed':
      if (order.stage === 'changed') return page(donePage(turn, order));
      return order.number === undefined
        ? page(overPage(turn, 'over'), 410)
        : page(numberPage(turn, order, order.number, shown.numberError), status);
  }
}

const show: Route = sessionRoute({
  method: 'GET',
  path: orderPath(':orderId'),
  isResumable: true,
  answer: (turn) => showOrder(turn, { errors: {} }),
});

const isShown = (refusal: ExecuteMailAddressRefusal): refusal is ShownExecuteRefusal =>
  Object.hasOwn(EXECUTE_FACES, refusal.reason);

async function refused(
  turn: SessionTurn,
  refusal: ExecuteMailAddressRefusal,
  code: string | undefined,
): Promise<Answer> {
  if (isShown(refusal)) {
    const face = EXECUTE_FACES[refusal.reason];
    const errors = { [face.field]: sentenceOf(EXECUTE_SENTENCES[turn.language], refusal) };
    return showOrder(turn, { errors }, face.status);
  }
  switch (refusal.reason) {
    case 'needs_second_code':
      return showOrder(turn, { errors: {}, sealedCode: sealCode(turn, PURPOSE, code ?? '') });
    case 'terms_outdated':
      return page(overPage(turn, 'outdated'), 410);
    case 'order_expired':
    case 'order_unknown':
      return showOrder(turn, { errors: {} });
  }
}

/** 実行. */
const execute: Route = sessionRoute({
  method: 'POST',
  path: orderPath(':orderId'),
  fields: codeFields,
  isResumable: true,
  answer: async (turn) => {
    const codes = readCodes(turn, PURPOSE);
    if (codes.read === 'empty' && codes.field === 'nextCode') {
      const errors = { code: sentenceOf(EXECUTE_SENTENCES[turn.language], { reason: 'code_missing' }) };
      return showOrder(turn, { errors, sealedCode: codes.sealedCode }, 422);
    }
    const orderId = turn.params['orderId'] ?? '';
    const { contractId, channel } = turn.session;
    const proof = proofOf(codes);
    const outcome = await turn.site.bank.executeMailAddress({ contractId, channel, orderId, ...proof });
    if (outcome.outcome === 'executed') return redirect(orderPath(orderId));
    return refused(turn, outcome, proof.code);
  },
});

const giveNumber: Route = sessionRoute({
  method: 'POST',
  path: `${orderPath(':orderId')}/number`,
  fields: ['number'],
  answer: async (turn) => {
    const orderId = turn.params['orderId'] ?? '';
    const { contractId } = turn.session;
    const outcome = await turn.site.bank.giveMailNumber({ contractId, orderId, number: turn.form.number });
    if (outcome.outcome === 'changed') return redirect(orderPath(orderId));
    if (outcome.reason === 'order_unknown' || outcome.reason === 'change_over')
      return showOrder(turn, { errors: {} });
    const numberError = sentenceOf(NUMBER_SENTENCES[turn.language], outcome);
    return showOrder(turn, { errors: {}, numberError }, 422);
  },
});

const resend: Route = sessionRoute({
  method: 'POST',
  path: `${orderPath(':orderId')}/resend`,
  answer: async (turn) => {
    const orderId = turn.params['orderId'] ?? '';
    const { contractId } = turn.session;
    const outcome = await turn.site.bank.sendMailNumberAgain({ contractId, orderId });
    // The page says from when on a further number may be asked for.
    if (outcome.outcome === 'refused' && outcome.reason === 'wait')
      return showOrder(turn, { errors: {} }, 429);
    return redirect(orderPath(orderId));
  },
});

/** メールアドレスの登録・変更. */
export const mailAddressRoutes: readonly Route[] = [start, prepare, show, execute, giveNumber, resend];
