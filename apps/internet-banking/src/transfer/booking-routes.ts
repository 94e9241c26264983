import type { CancellingTerms, PlannedOrder } from '@warifu/bank';
import { yen } from '@warifu/base';
import { page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { COMMON_SENTENCES } from '../order/faces.ts';
import { orderMessagePage, orderNotAllowedPage } from '../order/looks.ts';
import type { OrderPlace } from '../order/order-flow.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { sentenceOf } from '../text/faces.ts';
import { BOOKINGS_PATH, bookedTerms, bookingConfirm, bookingPath, cancellingPath } from './booking-pages.tsx';
import { BOOKING_SENTENCES, BOOKING_WORDS, CANCELLING_SENTENCES } from './booking-words.ts';
import { bookingsPage } from './looks.ts';

const CANCELLING: OrderPlace = { current: 'transfer', startPath: BOOKINGS_PATH };

const branchNameOf = async (turn: SessionTurn, accountId: string): Promise<string> =>
  (await turn.site.bank.accountOf(turn.session.contractId, accountId))?.branchName ?? '';

const list: Route = sessionRoute({
  method: 'GET',
  path: BOOKINGS_PATH,
  query: ['page'],
  isResumable: true,
  answer: async (turn) =>
    page(bookingsPage(turn, await turn.site.bank.listBookings(turn.session.contractId))),
});

const startCancelling: Route = sessionRoute({
  method: 'POST',
  path: `${bookingPath(':orderId')}/cancel`,
  answer: async (turn) => {
    const { contractId, channel } = turn.session;
    const wish = { cancelledOrderId: turn.params['orderId'] ?? '' };
    const outcome = await turn.site.bank.prepareCancelling({ contractId, channel, wish });
    if (outcome.outcome === 'prepared') return redirect(cancellingPath(outcome.order.orderId));
    if (outcome.reason === 'not_allowed')
      return page(orderNotAllowedPage(turn, CANCELLING, outcome.because), 422);
    const { language } = turn;
    const words = BOOKING_WORDS[language];
    const sentences = { ...COMMON_SENTENCES[language], ...CANCELLING_SENTENCES[language] };
    const links = [
      { href: BOOKINGS_PATH, label: words.back },
      { href: '/top', label: words.top },
    ];
    const text = sentenceOf(sentences, outcome);
    return page(orderMessagePage(turn, CANCELLING, { title: words.cancelling, text, links }), 422);
  },
});

const cancelledTerms = async (turn: SessionTurn, { terms: { booked } }: PlannedOrder<CancellingTerms>) =>
  bookedTerms(
    booked,
    yen(booked.amount + booked.fee),
    await branchNameOf(turn, booked.fromAccountId),
    turn.language,
  );

/** 予約振込: confirm and book, the list, and cancelling. */
export const bookingRoutes: readonly Route[] = [
  list,
  startCancelling,
  ...plannedRoutes({
    current: 'transfer',
    startPath: '/transfer',
    purpose: 'scheduled transfer',
    pathOf: bookingPath,
    find: (bank, call) => bank.scheduledTransferOf(call),
    execute: (bank, call) => bank.executeScheduledTransfer(call),
    sentences: BOOKING_SENTENCES,
    confirm: async (turn, order) => {
      const fromBranchName = await branchNameOf(turn, order.terms.fromAccountId);
      return bookingConfirm(order, fromBranchName, turn.language);
    },
    done: (_turn, { orderId }) => ({ receiptPath: `/transfer/receipts/${orderId}` }),
  }),
  ...plannedRoutes({
    ...CANCELLING,
    purpose: 'order cancelling',
    pathOf: cancellingPath,
    find: (bank, call) => bank.cancellingOf(call),
    execute: (bank, call) => bank.executeCancelling(call),
    sentences: CANCELLING_SENTENCES,
    confirm: async (turn, order) => {
      const words = BOOKING_WORDS[turn.language];
      const receipt = { name: words.booked.receipt, value: order.terms.receiptNumber };
      return {
        title: words.title,
        heading: words.cancelling,
        lead: words.cancellingLead,
        groups: [{ terms: [receipt, ...(await cancelledTerms(turn, order))] }],
        hint: words.cancelHint,
        execute: words.cancelExecute,
        links: [{ href: BOOKINGS_PATH, label: words.back }],
      };
    },
    done: async (turn, order) => {
      const words = BOOKING_WORDS[turn.language];
      return {
        title: words.cancelling,
        heading: words.cancelled,
        groups: [{ terms: await cancelledTerms(turn, order) }],
        links: [{ href: BOOKINGS_PATH, label: words.back }],
      };
    },
  }),
];
