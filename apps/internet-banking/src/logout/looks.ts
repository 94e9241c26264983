import { inBothLooks } from '../http/base.ts';
import { plainClosedPage } from '../mobile/closed-page.tsx';
import { closedPage as full } from './pages.tsx';

export const closedPage = inBothLooks(full, plainClosedPage);
