import { inBothLooks } from '../http/base.ts';
import * as plainForms from '../mobile/time-deposits/form-pages.tsx';
import * as plain from '../mobile/time-deposits/pages.tsx';
import { openPage as fullOpenPage, treatmentPage as fullTreatmentPage } from './form-pages.tsx';
import * as full from './pages.tsx';

export const listPage = inBothLooks(full.listPage, plain.plainListPage);
export const detailPage = inBothLooks(full.detailPage, plain.plainDetailPage);
export const openPage = inBothLooks(fullOpenPage, plainForms.plainOpenPage);
export const treatmentPage = inBothLooks(fullTreatmentPage, plainForms.plainTreatmentPage);
