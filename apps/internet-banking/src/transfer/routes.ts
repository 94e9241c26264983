import type { Route } from '../http/route.ts';
import { amountRoutes } from './amount-routes.ts';
import { bookingRoutes } from './booking-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { payeeRoutes } from './payee-routes.ts';
import { repeatRoutes } from './repeat-routes.ts';
import { searchRoutes } from './search-routes.ts';
import { startRoutes } from './start-routes.ts';

/** 振込. */
export const transferRoutes: readonly Route[] = [
  ...startRoutes,
  ...payeeRoutes,
  ...searchRoutes,
  ...amountRoutes,
  ...orderRoutes,
  ...bookingRoutes,
  ...repeatRoutes,
];
