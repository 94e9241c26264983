import { inBothLooks } from '../http/base.ts';
import { plainHistoryPage } from '../mobile/history-page.tsx';
import { historyPage as full } from './pages.tsx';

export const historyPage = inBothLooks(full, plainHistoryPage);
