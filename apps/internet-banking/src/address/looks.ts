import { inBothLooks } from '../http/base.ts';
import { plainAddressPage } from '../mobile/address-page.tsx';
import * as full from './pages.tsx';

export const addressPage = inBothLooks(full.addressPage, plainAddressPage);
