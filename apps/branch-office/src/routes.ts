import { addressChangeRoutes } from './address-changes/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { contractRoutes } from './contracts/routes.ts';
import { dayRoutes } from './day/routes.ts';
import { enrolmentRoutes } from './enrolment/routes.ts';
import { formRoutes } from './forms/routes.ts';
import { homeRoutes } from './home/routes.ts';
import type { Route } from './http/route.ts';
import { languageRoutes } from './language/routes.ts';
import { mailRoutes } from './mails/routes.ts';
import { operatorRoutes } from './operators/routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { passwordRoutes } from './password/routes.ts';
import { procedureRoutes } from './procedures/routes.ts';
import { requestRoutes } from './requests/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { signOutRoutes } from './sign-out/routes.ts';

/** Every page of the site. */
export const routes: readonly Route[] = [
  ...signInRoutes,
  ...enrolmentRoutes,
  ...homeRoutes,
  ...contractRoutes,
  ...procedureRoutes,
  ...requestRoutes,
  ...addressChangeRoutes,
  ...operatorRoutes,
  ...orderRoutes,
  ...mailRoutes,
  ...dayRoutes,
  ...formRoutes,
  ...auditRoutes,
  ...passwordRoutes,
  ...signOutRoutes,
  ...languageRoutes,
];
