import { page, type Route, redirect, sessionRoute } from '../http/route.ts';
import { NUMBER_FIELDS, numbersOf, pathOf, START_PATH } from './draft.ts';
import { billerPage, notAllowedPage, numbersPage, overPage, stoppedPage } from './looks.ts';
import { refuse, withBiller } from './with-draft.ts';

const show: Route = sessionRoute({
  method: 'GET',
  path: START_PATH,
  isResumable: true,
  answer: async (turn) => {
    const { bank } = turn.site;
    const { contractId, channel } = turn.session;
    const need = await bank.needFor({ contractId, kind: 'bill_payment', channel });
    if (need.need === 'refused') return page(notAllowedPage(turn, need));
    const stop = await bank.payEasyStop(contractId);
    return page(
      stop === undefined ? billerPage(turn, { billerNumber: '', error: undefined }) : stoppedPage(turn, stop),
    );
  },
});

const start: Route = sessionRoute({
  method: 'POST',
  path: START_PATH,
  fields: ['billerNumber'],
  answer: async (turn) => {
    const { bank } = turn.site;
    const { contractId, channel } = turn.session;
    const { billerNumber } = turn.form;
    const found = await bank.findBiller({ contractId, channel, billerNumber });
    if (found.outcome === 'refused') return refuse(turn, found, { billerNumber });
    const { draftId } = await bank.startDraft(contractId, 'bill_payment', channel);
    await bank.saveDraft(contractId, draftId, { billerNumber: found.biller.billerNumber });
    return redirect(pathOf(draftId, 'numbers'));
  },
});

const showNumbers: Route = sessionRoute({
  method: 'GET',
  path: pathOf(':draftId', 'numbers'),
  isResumable: true,
  answer: (turn) =>
    withBiller(turn, ({ draft, biller }) => {
      const state = { values: numbersOf(draft), errors: {} };
      return page(numbersPage(turn, { draftId: draft.draftId, biller, state, trouble: undefined }));
    }),
});

/** The bill is looked for here, so that wrong numbers are told beside them. */
const giveNumbers: Route = sessionRoute({
  method: 'POST',
  path: pathOf(':draftId', 'numbers'),
  fields: NUMBER_FIELDS,
  isResumable: true,
  answer: (turn) =>
    withBiller(turn, async ({ draft, biller }) => {
      const { bank } = turn.site;
      const { contractId, channel } = turn.session;
      const { draftId } = draft;
      const { billerNumber } = biller;
      const { form } = turn;
      const found = await bank.inquireBill({ contractId, channel, billerNumber, ...form });
      if (found.outcome === 'refused')
        return refuse(turn, found, { billerNumber, numbers: { draftId, biller, values: form } });
      const { paymentNumber, confirmationNumber, paymentCategory = '' } = found.bill.numbers;
      const saved = await bank.saveDraft(contractId, draftId, {
        paymentNumber,
        confirmationNumber,
        paymentCategory,
      });
      return saved === undefined ? page(overPage(turn), 410) : redirect(pathOf(draftId, 'bill'));
    }),
});

/** From the biller number to the bill. */
export const startRoutes: readonly Route[] = [show, start, showNumbers, giveNumbers];
