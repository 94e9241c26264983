import type { NotAllowed } from '@warifu/bank';
import { inBothLooks } from '../http/base.ts';
import type { SessionTurn } from '../http/route.ts';
import * as plain from '../mobile/order-pages.tsx';
import { expiredMessage, notAllowedMessage, overMessage } from './messages.ts';
import type { OrderPlace } from './order-flow.ts';
import * as full from './pages.tsx';

export const orderConfirmPage = inBothLooks(full.orderConfirmPage, plain.plainOrderConfirmPage);
export const orderDonePage = inBothLooks(full.orderDonePage, plain.plainOrderDonePage);
export const orderMessagePage = inBothLooks(full.orderMessagePage, plain.plainOrderMessagePage);

export const orderOverPage = (turn: SessionTurn, place: OrderPlace): string =>
  orderMessagePage(turn, place, overMessage(turn.language, place));
export const orderExpiredPage = (turn: SessionTurn, place: OrderPlace): string =>
  orderMessagePage(turn, place, expiredMessage(turn.language, place));
export const orderNotAllowedPage = (turn: SessionTurn, place: OrderPlace, because: NotAllowed): string =>
  orderMessagePage(turn, place, notAllowedMessage(turn.language, place, because));
