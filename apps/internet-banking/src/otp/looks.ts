import { inBothLooks } from '../http/base.ts';
import * as plain from '../mobile/otp-pages.tsx';
import * as full from './pages.tsx';

export const identifyPage = inBothLooks(full.identifyPage, plain.plainIdentifyPage);
export const tokenPage = inBothLooks(full.tokenPage, plain.plainTokenPage);
export const oldCodePage = inBothLooks(full.oldCodePage, plain.plainOldCodePage);
export const stopPage = inBothLooks(full.stopPage, plain.plainStopPage);
export const donePage = inBothLooks(full.donePage, plain.plainDonePage);
export const nothingToStopPage = inBothLooks(full.nothingToStopPage, plain.plainNothingToStopPage);
export const flowClosedPage = inBothLooks(full.flowClosedPage, plain.plainFlowClosedPage);
