import { inBothLooks } from '../http/base.ts';
import * as plain from '../mobile/payee-pages.tsx';
import { newPayeePage as fullNew } from './new-page.tsx';
import * as full from './pages.tsx';

export const payeesPage = inBothLooks(full.payeesPage, plain.plainPayeesPage);
export const newPayeePage = inBothLooks(fullNew, plain.plainNewPayeePage);
export const payeePage = inBothLooks(full.payeePage, plain.plainPayeePage);
