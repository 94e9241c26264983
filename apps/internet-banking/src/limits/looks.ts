import { inBothLooks } from '../http/base.ts';
import { plainLimitsPage } from '../mobile/limits-page.tsx';
import * as full from './pages.tsx';

export const limitsPage = inBothLooks(full.limitsPage, plainLimitsPage);
