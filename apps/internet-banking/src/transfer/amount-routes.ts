import type { Payee, ScheduledTransferRefusal, TransferRefusal } from '@warifu/bank';
import { assert, present, yen } from '@warifu/base';
import { type Answer, page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { sentenceOf } from '../text/faces.ts';
import { readAmount } from '../text/normalise.ts';
import { bookingPath } from './booking-pages.tsx';
import { BOOKING_SENTENCES } from './booking-words.ts';
import { type AtDraft, fieldOf, type Inquiry, pathOf } from './draft.ts';
import { OWN_SENTENCES, PREPARE_FACES, type StepName, TRANSFER_SENTENCES } from './faces.ts';
import { accountPage, amountPage, namePage, notAllowedPage, overPage, payeePage } from './looks.ts';
import { numberPage } from './number-page.tsx';
import { payeesOf, saveAndGo } from './payee-routes.ts';
import { searchPage } from './search-page.tsx';
import { withDraft } from './with-draft.ts';

interface AmountErrors {
  readonly amount?: string;
  readonly date?: string;
}

async function showAmount(
  turn: SessionTurn,
  at: AtDraft,
  typed: { readonly amount: string; readonly date: string },
  errors: AmountErrors = {},
): Promise<Answer> {
  const { bank } = turn.site;
  const { contractId, channel } = turn.session;
  const need = await bank.needFor({ contractId, kind: 'transfer', channel });
  if (need.need === 'refused') return page(notAllowedPage(turn, need));
  const today = await bank.today();
  const days = await bank.listBookingDays();
  const shown = { ...typed, error: errors.amount, dateError: errors.date, need, today, days };
  const isFine = errors.amount === undefined && errors.date === undefined;
  return page(amountPage(turn, at, shown), isFine ? 200 : 422);
}

const typedOf = ({ draft }: AtDraft) => ({ amount: fieldOf(draft, 'amount'), date: fieldOf(draft, 'date') });

/** The page that owns the field of a refusal, with its sentence and all that was typed. */
async function stepAgain(turn: SessionTurn, at: AtDraft, step: StepName, sentence: string): Promise<Answer> {
  const { draft } = at;
  // Under /m a payee is chosen whole, so what is wrong with one is told where another may be chosen.
  if (turn.base === '/m' && (step === 'bank' || step === 'branch' || step === 'number')) {
    const payees = await payeesOf(turn);
    return page(payeePage(turn, at, { ...payees, error: sentence }), 422);
  }
  const empty = { q: '', initial: '', offset: 0 };
  switch (step) {
    case 'account': {
      const accounts = await turn.site.bank.listAccounts(turn.session.contractId);
      const action = pathOf(draft.draftId, 'account');
      return page(accountPage(turn, { accounts, chosen: undefined, error: sentence, action }), 422);
    }
    case 'bank':
    case 'branch':
      return page(
        searchPage(turn, at, { of: step, search: empty, results: undefined, error: sentence }),
        422,
      );
    case 'number': {
      const values = {
        accountKind: fieldOf(draft, 'accountKind'),
        accountNumber: fieldOf(draft, 'accountNumber'),
      };
      return page(numberPage(turn, at, { values, errors: { accountNumber: sentence } }), 422);
    }
    case 'amount':
      return showAmount(turn, at, typedOf(at), { amount: sentence });
    case 'date':
      return showAmount(turn, at, typedOf(at), { date: sentence });
    case 'name': {
      const payeeKana = fieldOf(draft, 'payeeKana');
      return page(namePage(turn, at, { inquiry: 'unavailable', payeeKana, error: sentence }), 422);
    }
  }
}

async function refused(
  turn: SessionTurn,
  at: AtDraft,
  refusal: TransferRefusal | ScheduledTransferRefusal,
): Promise<Answer> {
  if (refusal.reason === 'not_allowed') return page(notAllowedPage(turn, refusal.because));
  const face = PREPARE_FACES[refusal.reason];
  if (face === 'over' || face === 'refused') return page(overPage(turn), 410);
  const sentences = { ...TRANSFER_SENTENCES[turn.language], ...BOOKING_SENTENCES[turn.language] };
  return stepAgain(turn, at, face.step, sentenceOf(sentences, refusal));
}

interface Answered {
  readonly payee: Payee;
  readonly amount: bigint;
  readonly payeeKana: string;
  readonly nameSource: 'inquiry' | 'typed';
}

/** Has the bank make the order of what was answered, of today or booked, and goes on to `next` of its confirm page. */
async function prepare(
  turn: SessionTurn,
  at: AtDraft,
  answered: Answered,
  next: (orderId: string, path: string) => Promise<Answer> | Answer,
): Promise<Answer> {
  const { contractId, channel } = turn.session;
  const { bank } = turn.site;
  const { draftId } = at.draft;
  const wish = {
    fromAccountId: fieldOf(at.draft, 'fromAccountId'),
    payee: answered.payee,
    amount: yen(answered.amount),
    payeeKana: answered.payeeKana,
    nameSource: answered.nameSource,
  };
  const date = fieldOf(at.draft, 'date');
  if (date !== '') {
    const booked = await bank.prepareScheduledTransfer({
      contractId,
      channel,
      draftId,
      wish: { ...wish, date },
    });
    if (booked.outcome === 'refused') return refused(turn, at, booked);
    const { orderId } = booked.order;
    return next(orderId, bookingPath(orderId));
  }
  const outcome = await bank.prepareTransfer({ contractId, channel, draftId, ...wish });
  if (outcome.outcome === 'refused') return refused(turn, at, outcome);
  const { orderId } = outcome.order;
  return next(orderId, `/transfer/orders/${orderId}`);
}

const toConfirm = (_orderId: string, path: string): Answer => redirect(path);

const show: Route = sessionRoute({
  method: 'GET',
  path: '/transfer/:draftId/amount',
  isResumable: true,
  answer: (turn) => withDraft(turn, 'number', (at) => showAmount(turn, at, typedOf(at))),
});

/** The amount, then 受取人名照会: with a name the order is made at once, so that a wrong amount is told here. */
const giveAmount: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/:draftId/amount',
  fields: ['amount', 'date'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'number', async ({ draft, soFar }) => {
      const typed = turn.form.amount;
      const read = readAmount(typed);
      if (read.read !== 'amount') {
        const error = OWN_SENTENCES[turn.language].amount[read.read];
        return showAmount(turn, { draft, soFar }, turn.form, { amount: error });
      }
      const payee = present(soFar.payee, 'the step stands behind a whole payee');
      const { bank } = turn.site;
      const inquired = await bank.inquireName(payee);
      const { contractId } = turn.session;
      const saved = await bank.saveDraft(contractId, draft.draftId, {
        amount: typed.trim(),
        date: turn.form.date.trim(),
        orderId: '',
      });
      if (saved === undefined) return page(overPage(turn), 410);
      const at = { draft: saved, soFar: { ...soFar, amount: read.yen } };
      if (inquired.outcome === 'no_such_account') {
        return refused(turn, at, { reason: 'payee_account_unknown' });
      }
      if (inquired.outcome === 'unavailable')
        return saveAndGo(turn, saved, { inquiry: 'unavailable' }, 'name');
      const payeeKana = inquired.kana;
      const answered = { payee, amount: read.yen, payeeKana, nameSource: 'inquiry' } as const;
      return prepare(turn, at, answered, async (orderId, path) => {
        const patch = { inquiry: 'found', payeeKana, orderId };
        const answer = await saveAndGo(turn, saved, patch, 'name');
        // Under /m the name that was found is read on the confirm page: one page less.
        return turn.base === '/m' && answer.kind === 'redirect' ? redirect(path) : answer;
      });
    }),
});

const inquiryOf = (at: AtDraft): Inquiry =>
  fieldOf(at.draft, 'inquiry') === 'found' ? 'found' : 'unavailable';

const showName: Route = sessionRoute({
  method: 'GET',
  path: '/transfer/:draftId/name',
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'amount', (at) =>
      page(
        namePage(turn, at, {
          inquiry: inquiryOf(at),
          payeeKana: fieldOf(at.draft, 'payeeKana'),
          error: undefined,
        }),
      ),
    ),
});

const giveName: Route = sessionRoute({
  method: 'POST',
  path: '/transfer/:draftId/name',
  fields: ['payeeKana'],
  isResumable: true,
  answer: (turn) =>
    withDraft(turn, 'amount', async ({ draft, soFar }) => {
      const { bank } = turn.site;
      const { contractId, channel } = turn.session;
      const payee = present(soFar.payee, 'the step stands behind a whole payee');
      const amount = present(soFar.amount, 'the step stands behind an amount');
      const isFound = inquiryOf({ draft, soFar }) === 'found';
      const made = fieldOf(draft, 'orderId');
      if (isFound && made !== '') {
        const isBooking = fieldOf(draft, 'date') !== '';
        const order = isBooking
          ? await bank.scheduledTransferOf({ contractId, channel, orderId: made })
          : await bank.preparedTransfer(contractId, made, channel);
        if (order?.state === 'prepared' && order.need.need !== 'refused')
          return redirect(isBooking ? bookingPath(made) : `/transfer/orders/${made}`);
      }
      const payeeKana = isFound ? fieldOf(draft, 'payeeKana') : turn.form.payeeKana.trim().slice(0, 100);
      const saved = await bank.saveDraft(contractId, draft.draftId, { payeeKana });
      if (saved === undefined) return page(overPage(turn), 410);
      assert(
        isFound || fieldOf(draft, 'inquiry') === 'unavailable',
        'the name was inquired before this step',
      );
      const nameSource = isFound ? 'inquiry' : 'typed';
      return prepare(turn, { draft: saved, soFar }, { payee, amount, payeeKana, nameSource }, toConfirm);
    }),
});

/** 金額・振込日 and 受取人名照会. */
export const amountRoutes: readonly Route[] = [show, giveAmount, showName, giveName];
