import type { NotAllowed } from '@warifu/bank';
import { inBothLooks } from '../http/base.ts';
import type { SessionTurn } from '../http/route.ts';
import * as plain from '../mobile/order-pages.tsx';
import * as full from './pages.tsx';

export const orderConfirmPage = inBothLooks(full.orderConfirmPage, plain.plainOrderConfirmPage);
export const orderDonePage = inBothLooks(full.orderDonePage, plain.plainOrderDonePage);
export const orderMessagePage = inBothLooks(full.orderMessagePage, plain.plainOrderMessagePage);

export const orderOverPage = (turn: SessionTurn): string =>
  orderMessagePage(turn, full.overMessage(turn.language));
export const orderExpiredPage = (turn: SessionTurn, startPath: string): string =>
  orderMessagePage(turn, full.expiredMessage(turn.language, startPath));
export const orderNotAllowedPage = (turn: SessionTurn, because: NotAllowed): string =>
  orderMessagePage(turn, full.notAllowedMessage(turn.language, because));
