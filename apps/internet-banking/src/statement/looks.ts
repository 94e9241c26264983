import { inBothLooks } from '../http/base.ts';
import { plainNoAccountsPage, plainStatementPage } from '../mobile/statement-pages.tsx';
import * as full from './pages.tsx';

export const statementPage = inBothLooks(full.statementPage, plainStatementPage);
export const noAccountsPage = inBothLooks(full.noAccountsPage, plainNoAccountsPage);
