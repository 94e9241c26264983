import type { Route } from '../http/route.ts';
import { billRoutes } from './bill-routes.ts';
import { orderRoutes } from './order-routes.ts';
import { startRoutes } from './start-routes.ts';

/** 税金・各種料金の払込み. */
export const payEasyRoutes: readonly Route[] = [...startRoutes, ...billRoutes, ...orderRoutes];
