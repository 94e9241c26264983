import { inBothLooks } from '../http/base.ts';
import { plainDues } from '../mobile/savings/dues.tsx';
import { plainDetailPage, plainListPage, plainOpenPage } from '../mobile/savings/pages.tsx';
import { fullDues } from './dues.tsx';
import * as open from './open-page.tsx';
import * as view from './view-pages.tsx';

export const listPage = inBothLooks(view.listPage, plainListPage);
export const detailPage = inBothLooks(view.detailPage, plainDetailPage);
export const openPage = inBothLooks(open.openPage, plainOpenPage);
export const dues = inBothLooks(fullDues, plainDues);
