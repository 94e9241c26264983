import { emergencyStopRoutes } from './emergency-stop/routes.ts';
import { guideRoutes } from './guide/routes.ts';
import { historyRoutes } from './history/routes.ts';
import type { Route } from './http/route.ts';
import { savingsRoutes } from './instalment-savings/routes.ts';
import { languageRoutes } from './language/routes.ts';
import { loginRoutes } from './login/routes.ts';
import { logoutRoutes } from './logout/routes.ts';
import { mailAddressRoutes } from './mail-address/routes.ts';
import { mobileRoutes } from './mobile/routes.ts';
import { otpRoutes } from './otp/routes.ts';
import { passwordRoutes } from './password/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { statementRoutes } from './statement/routes.ts';
import { topRoutes } from './top/routes.ts';
import { transferRoutes } from './transfer/routes.ts';

/** Every page of the site. */
export const routes: readonly Route[] = [
  ...loginRoutes,
  ...passwordRoutes,
  ...otpRoutes,
  ...guideRoutes,
  ...topRoutes,
  ...transferRoutes,
  ...savingsRoutes,
  ...statementRoutes,
  ...historyRoutes,
  ...settingsRoutes,
  ...mailAddressRoutes,
  ...emergencyStopRoutes,
  ...logoutRoutes,
  ...languageRoutes,
  ...mobileRoutes,
];
