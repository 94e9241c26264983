import { addressRoutes } from './address/routes.ts';
import { confirmationPasswordRoutes } from './confirmation-password/routes.ts';
import { emergencyStopRoutes } from './emergency-stop/routes.ts';
import { guideRoutes } from './guide/routes.ts';
import { historyRoutes } from './history/routes.ts';
import type { Route } from './http/route.ts';
import { savingsRoutes } from './instalment-savings/routes.ts';
import { languageRoutes } from './language/routes.ts';
import { limitRoutes } from './limits/routes.ts';
import { loginRoutes } from './login/routes.ts';
import { logoutRoutes } from './logout/routes.ts';
import { mailAddressRoutes } from './mail-address/routes.ts';
import { mobileRoutes } from './mobile/routes.ts';
import { otpRoutes } from './otp/routes.ts';
import { ownTransferRoutes } from './own-transfer/routes.ts';
import { passwordRoutes } from './password/routes.ts';
import { payEasyRoutes } from './pay-easy/routes.ts';
import { payeesRoutes } from './payees/routes.ts';
import { rateRoutes } from './rates/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { chartRoutes } from './statement/chart-routes.ts';
import { fileRoutes } from './statement/file-routes.ts';
import { statementRoutes } from './statement/routes.ts';
import { timeDepositRoutes } from './time-deposits/routes.ts';
import { topRoutes } from './top/routes.ts';
import { transferRoutes } from './transfer/routes.ts';

/** Every page of the site. */
export const routes: readonly Route[] = [
  ...loginRoutes,
  ...passwordRoutes,
  ...otpRoutes,
  ...guideRoutes,
  ...rateRoutes,
  ...topRoutes,
  ...transferRoutes,
  ...timeDepositRoutes,
  ...savingsRoutes,
  ...payEasyRoutes,
  ...ownTransferRoutes,
  ...payeesRoutes,
  ...statementRoutes,
  ...chartRoutes,
  ...fileRoutes,
  ...historyRoutes,
  ...settingsRoutes,
  ...limitRoutes,
  ...confirmationPasswordRoutes,
  ...mailAddressRoutes,
  ...addressRoutes,
  ...emergencyStopRoutes,
  ...logoutRoutes,
  ...languageRoutes,
  ...mobileRoutes,
];
