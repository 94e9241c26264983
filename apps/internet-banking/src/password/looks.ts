import { inBothLooks } from '../http/base.ts';
import { plainPasswordDonePage, plainPasswordPage } from '../mobile/password-pages.tsx';
import * as full from './pages.tsx';

export const passwordPage = inBothLooks(full.passwordPage, plainPasswordPage);
export const passwordDonePage = inBothLooks(full.passwordDonePage, plainPasswordDonePage);
