import { inBothLooks } from '../http/base.ts';
import { plainLoginPage } from '../mobile/login-page.tsx';
import { loginPage as full } from './pages.tsx';

export const loginPage = inBothLooks(full, plainLoginPage);
