import { inBothLooks } from '../http/base.ts';
import { plainRatesPage } from '../mobile/rates-page.tsx';
import { ratesPage as full } from './pages.tsx';

export const ratesPage = inBothLooks(full, plainRatesPage);
