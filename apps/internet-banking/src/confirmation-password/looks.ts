import { inBothLooks } from '../http/base.ts';
import {
  plainConfirmationMessagePage,
  plainConfirmationPage,
} from '../mobile/confirmation-password-pages.tsx';
import * as full from './pages.tsx';

export const confirmationPage = inBothLooks(full.confirmationPage, plainConfirmationPage);
export const confirmationMessagePage = inBothLooks(
  full.confirmationMessagePage,
  plainConfirmationMessagePage,
);
