import { addressRoutes } from '../address/routes.ts';
import { confirmationPasswordRoutes } from '../confirmation-password/routes.ts';
import { historyRoutes } from '../history/routes.ts';
import { type Route, under } from '../http/route.ts';
import { savingsRoutes } from '../instalment-savings/routes.ts';
import { limitRoutes } from '../limits/routes.ts';
import { loginRoutes } from '../login/routes.ts';
import { logoutRoutes } from '../logout/routes.ts';
import { mailAddressRoutes } from '../mail-address/routes.ts';
import { otpRoutes } from '../otp/routes.ts';
import { ownTransferRoutes } from '../own-transfer/routes.ts';
import { passwordRoutes } from '../password/routes.ts';
import { payEasyRoutes } from '../pay-easy/routes.ts';
import { payeesRoutes } from '../payees/routes.ts';
import { rateRoutes } from '../rates/routes.ts';
import { settingsRoutes } from '../settings/routes.ts';
import { statementRoutes } from '../statement/routes.ts';
import { timeDepositRoutes } from '../time-deposits/routes.ts';
import { topRoutes } from '../top/routes.ts';
import { transferRoutes } from '../transfer/routes.ts';

/** What only scripts ask for, and the searches: for a line of a statement, and for a payee's bank. */
const NOT_MOBILE =
  /^\/session\/extend$|^\/statement\/:accountId\/search$|^\/transfer\/:draftId\/(?:bank|branch|number)(?:\/|$)/;

/** The same route under `/m`: the same call of the bank through the channel `mobile`, shown by the plain page. */
const underMobile = (route: Route): Route => ({
  ...route,
  path: `/m${route.path}`,
  base: '/m',
  run: async (turn) => under('/m', await route.run(turn)),
});

/** The pages for 携帯電話. What leads to them stands with their flows; here is only what they look like. */
export const mobileRoutes: readonly Route[] = [
  ...loginRoutes,
  ...passwordRoutes,
  ...otpRoutes,
  ...rateRoutes,
  ...topRoutes,
  ...transferRoutes,
  ...timeDepositRoutes,
  ...savingsRoutes,
  ...payEasyRoutes,
  ...ownTransferRoutes,
  ...payeesRoutes,
  ...statementRoutes,
  ...historyRoutes,
  ...settingsRoutes,
  ...limitRoutes,
  ...confirmationPasswordRoutes,
  ...mailAddressRoutes,
  ...addressRoutes,
  ...logoutRoutes,
]
  .filter(({ path }) => !NOT_MOBILE.test(path))
  .map(underMobile);
