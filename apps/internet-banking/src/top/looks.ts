import { inBothLooks } from '../http/base.ts';
import { plainTopPage } from '../mobile/top-page.tsx';
import { topPage as full } from './pages.tsx';

export const topPage = inBothLooks(full, plainTopPage);
