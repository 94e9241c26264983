import { inBothLooks } from '../http/base.ts';
import * as plain from '../mobile/deposit-order-pages.tsx';
import * as full from './pages.tsx';

export const confirmPage = inBothLooks(full.confirmPage, plain.plainConfirmPage);
export const receiptPage = inBothLooks(full.receiptPage, plain.plainReceiptPage);
export const overPage = inBothLooks(full.overPage, plain.plainOverPage);
export const notAllowedPage = inBothLooks(full.notAllowedPage, plain.plainNotAllowedPage);
