import type { CancellingTerms, PlannedOrder } from '@warifu/bank';
import { present, yen } from '@warifu/base';
import { page, type Route, redirect, type SessionTurn, sessionRoute } from '../http/route.ts';
import { COMMON_SENTENCES } from '../order/faces.ts';
import { orderConfirmPage, orderDonePage, orderMessagePage, orderNotAllowedPage } from '../order/looks.ts';
import { plannedRoutes } from '../order/planned-routes.ts';
import { sentenceOf } from '../text/faces.ts';
import { BOOKINGS_PATH, bookedTerms, bookingConfirm, bookingPath, cancellingPath } from './booking-pages.tsx';
import { BOOKING_SENTENCES, BOOKING_WORDS, CANCELLING_SENTENCES } from './booking-words.ts';
import { bookingsPage } from './looks.ts';

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
    if (outcome.reason === 'not_allowed') return page(orderNotAllowedPage(turn, outcome.because), 422);
    const { language } = turn;
    const words = BOOKING_WORDS[language];
    const sentences = { ...COMMON_SENTENCES[language], ...CANCELLING_SENTENCES[language] };
    const links = [
      { href: BOOKINGS_PATH, label: words.back },
      { href: '/top', label: words.top },
    ];
    const text = sentenceOf(sentences, outcome);
    return page(orderMessagePage(turn, { title: words.cancelling, text, links }), 422);
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
    purpose: 'scheduled transfer',
    pathOf: bookingPath,
    startPath: '/transfer',
    find: ({ site, session: { contractId, channel } }, orderId) =>
      site.bank.scheduledTransferOf({ contractId, channel, orderId }),
    execute: ({ site }, call) => site.bank.executeScheduledTransfer(call),
    sentence: (refusal, language) =>
      sentenceOf({ ...COMMON_SENTENCES[language], ...BOOKING_SENTENCES[language] }, refusal),
    confirm: async (turn, order, shown) => {
      const fromBranchName = await branchNameOf(turn, order.terms.fromAccountId);
      return orderConfirmPage(turn, bookingConfirm(order, fromBranchName, turn.language), shown);
    },
    executed: (_turn, order) => redirect(`/transfer/receipts/${order.orderId}`),
  }),
  ...plannedRoutes({
    purpose: 'order cancelling',
    pathOf: cancellingPath,
    startPath: BOOKINGS_PATH,
    find: ({ site, session: { contractId, channel } }, orderId) =>
      site.bank.cancellingOf({ contractId, channel, orderId }),
    execute: ({ site }, call) => site.bank.executeCancelling(call),
    sentence: (refusal, language) =>
      sentenceOf({ ...COMMON_SENTENCES[language], ...CANCELLING_SENTENCES[language] }, refusal),
    confirm: async (turn, order, shown) => {
      const words = BOOKING_WORDS[turn.language];
      return orderConfirmPage(
        turn,
        {
          title: words.title,
          heading: words.cancelling,
          lead: words.cancellingLead,
          path: cancellingPath(order.orderId),
          terms: [
            { name: words.booked.receipt, value: order.terms.receiptNumber },
            ...(await cancelledTerms(turn, order)),
          ],
          need: order.need,
          expiresAt: order.expiresAt,
          hint: words.cancelHint,
          execute: words.cancelExecute,
          links: [{ href: BOOKINGS_PATH, label: words.back }],
        },
        shown,
      );
    },
    executed: async (turn, order) => {
      const words = BOOKING_WORDS[turn.language];
      return page(
        orderDonePage(turn, {
          title: words.cancelling,
          heading: words.cancelled,
          receipt: present(order.receipt, 'an executed order has a receipt'),
          terms: await cancelledTerms(turn, order),
          links: [{ href: BOOKINGS_PATH, label: words.back }],
        }),
      );
    },
  }),
];
