import { ENROLMENT_TOKENS, SESSION_TOKENS } from './fake-branch.ts';
import { IDS } from './fixtures.ts';

type Cookies = Readonly<Record<string, string>>;
const NOBODY: Cookies = {};
const TELLER: Cookies = { session: SESSION_TOKENS.teller };
const MANAGER: Cookies = { session: SESSION_TOKENS.manager };
const AUDITOR: Cookies = { session: SESSION_TOKENS.auditor };

/** Every page as somebody sees it, by its address and the cookies that it is asked with. */
export const PAGES: readonly (readonly [path: string, cookies: Cookies])[] = [
  ['/sign-in', NOBODY],
  ['/enrolment/password', { enrolment: ENROLMENT_TOKENS.password }],
  ['/enrolment/token', { enrolment: ENROLMENT_TOKENS.token }],
  ['/enrolment/done', { enrolment: ENROLMENT_TOKENS.done }],
  ['/enrolment/token', { enrolment: 'closed' }],
  ['/session-closed?reason=suspended', NOBODY],
  ['/home', MANAGER],
  ['/home', AUDITOR],
  ['/contracts', TELLER],
  [`/contracts/${IDS.contract}`, TELLER],
  [`/contracts/${IDS.stopped}`, AUDITOR],
  ['/procedures/contract_opening', TELLER],
  [`/contracts/${IDS.contract}/procedures/limit_change`, MANAGER],
  [`/contracts/${IDS.contract}/procedures/token_release`, TELLER],
  ['/procedures/operator_addition', MANAGER],
  [`/operators/${IDS.teller}/procedures/operator_role_change`, MANAGER],
  ['/requests', TELLER],
  ['/requests?state=done&kind=contract_opening', MANAGER],
  [`/requests/${IDS.waiting}`, MANAGER],
  [`/requests/${IDS.waiting}`, TELLER],
  [`/requests/${IDS.own}?made=1`, MANAGER],
  [`/requests/${IDS.done}?told=done`, MANAGER],
  [`/requests/${IDS.printed}`, AUDITOR],
  [`/requests/${IDS.approved}`, TELLER],
  [`/requests/${IDS.refused}`, TELLER],
  ['/address-changes', TELLER],
  ['/address-changes?state=all', AUDITOR],
  [`/address-changes/${IDS.addressWaiting}`, MANAGER],
  [`/address-changes/${IDS.addressWaiting}`, TELLER],
  [`/address-changes/${IDS.addressSentBack}`, AUDITOR],
  ['/operators', MANAGER],
  [`/operators/${IDS.teller}`, MANAGER],
  ['/orders', TELLER],
  ['/mails', TELLER],
  ['/day', AUDITOR],
  ['/forms', TELLER],
  ['/audit', AUDITOR],
  ['/audit/verify', AUDITOR],
  ['/audit', TELLER],
  ['/password', TELLER],
  ['/nowhere', TELLER],
];

/** Pages that answer a form: what is typed, and the button that is pressed. */
export interface Answered {
  readonly name: string;
  readonly path: string;
  readonly cookies: Cookies;
  readonly typed: Readonly<Record<string, string>>;
  readonly button: string;
}

export const ANSWERED: readonly Answered[] = [
  {
    name: 'sign-in refused',
    path: '/sign-in',
    cookies: NOBODY,
    typed: {},
    button: 'main button[type=submit]',
  },
  {
    name: 'contracts found',
    path: '/contracts',
    cookies: TELLER,
    typed: { text: 'わりふ' },
    button: 'main button[type=submit]',
  },
  {
    name: 'orders found',
    path: '/orders',
    cookies: TELLER,
    typed: { receiptNumber: 'A1B2-C3D4' },
    button: 'main button[type=submit]',
  },
  {
    name: 'audit found',
    path: '/audit',
    cookies: AUDITOR,
    typed: { act: 'login' },
    button: 'main button[type=submit]',
  },
  {
    name: 'audit verified',
    path: '/audit/verify',
    cookies: AUDITOR,
    typed: {},
    button: 'main button[type=submit]',
  },
  {
    name: 'form with errors',
    path: '/procedures/contract_opening',
    cookies: TELLER,
    typed: { kanji: '例示 花子' },
    button: 'button[value=confirm]',
  },
  {
    name: 'confirm page',
    path: `/contracts/${IDS.contract}/procedures/limit_change`,
    cookies: TELLER,
    typed: { limit: '2,000,000', formNumber: 'W-1', reason: 'お申し出による。' },
    button: 'button[value=confirm]',
  },
  {
    name: 'address sent back without a reason',
    path: `/address-changes/${IDS.addressWaiting}`,
    cookies: MANAGER,
    typed: {},
    button: 'button[value=send_back]',
  },
  {
    name: 'approval without a code',
    path: `/requests/${IDS.waiting}`,
    cookies: MANAGER,
    typed: {},
    button: 'button[value=approve]',
  },
];
