import { inBothLooks } from '../http/base.ts';
import {
  plainConfirmPage,
  plainDonePage,
  plainNotAllowedPage,
  plainOverPage,
  plainRefusedPage,
} from '../mobile/savings/order-pages.tsx';
import { plainDetailPage, plainListPage, plainOpenPage } from '../mobile/savings/pages.tsx';
import * as open from './open-page.tsx';
import * as order from './order-pages.tsx';
import * as view from './view-pages.tsx';

export const listPage = inBothLooks(view.listPage, plainListPage);
export const detailPage = inBothLooks(view.detailPage, plainDetailPage);
export const openPage = inBothLooks(open.openPage, plainOpenPage);
export const confirmPage = inBothLooks(order.confirmPage, plainConfirmPage);
export const donePage = inBothLooks(order.donePage, plainDonePage);
export const overPage = inBothLooks(order.overPage, plainOverPage);
export const notAllowedPage = inBothLooks(order.notAllowedPage, plainNotAllowedPage);
export const refusedPage = inBothLooks(order.refusedPage, plainRefusedPage);
