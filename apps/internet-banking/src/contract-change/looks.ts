import { inBothLooks } from '../http/base.ts';
import {
  plainConfirmPage,
  plainDonePage,
  plainNotAllowedPage,
  plainOverPage,
} from '../mobile/contract-change-pages.tsx';
import * as full from './pages.tsx';

export const confirmPage = inBothLooks(full.confirmPage, plainConfirmPage);
export const donePage = inBothLooks(full.donePage, plainDonePage);
export const overPage = inBothLooks(full.overPage, plainOverPage);
export const notAllowedPage = inBothLooks(full.notAllowedPage, plainNotAllowedPage);
