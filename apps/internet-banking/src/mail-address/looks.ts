import { inBothLooks } from '../http/base.ts';
import * as plain from '../mobile/mail-address-pages.tsx';
import { numberPage as fullNumberPage } from './number-page.tsx';
import * as full from './pages.tsx';

export const addressPage = inBothLooks(full.addressPage, plain.plainMailPage);
export const confirmPage = inBothLooks(full.confirmPage, plain.plainMailConfirmPage);
export const numberPage = inBothLooks(fullNumberPage, plain.plainMailNumberPage);
export const donePage = inBothLooks(full.donePage, plain.plainMailDonePage);
export const overPage = inBothLooks(full.overPage, plain.plainMailOverPage);
export const notAllowedPage = inBothLooks(full.notAllowedPage, plain.plainMailNotAllowedPage);
