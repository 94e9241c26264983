import { OPERATOR_ROLES, PROCEDURE_KINDS } from '@warifu/bank';
import fc from 'fast-check';
import { routes as branchRoutes } from '../../apps/branch-office/src/routes.ts';
import { routes as bankRoutes } from '../../apps/internet-banking/src/routes.ts';
import type { Objects } from '../intruders/first-customer.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import { addressOf, hasObject } from '../intruders/walk.ts';
import { goodFor, isSecret, offeredOn } from './fields.ts';
import type { People, Who } from './people.ts';
import { type Target, targetOf } from './target.ts';
import {
  CONTENT_TYPES,
  encoded,
  fields,
  mostly,
  segment,
  seldom,
  wildHeader,
  wildOctets,
  wildText,
} from './values.ts';

interface Form {
  readonly site: 'bank' | 'branch';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: readonly string[];
  readonly query: readonly string[];
  readonly who: Who;
  readonly isOpen: boolean;
}

/** What ends a session or a contract stands last, so that the others find both. */
const ENDS = /(?:logout|sign-out|password|emergency-stop|emergency-stop\/confirm)$/;

const forms: readonly Form[] = [
  ...bankRoutes.map(
    ({ method, path, fields, query, base, access }): Form => ({
      site: 'bank',
      method,
      path,
      fields,
      query,
      who: base === '/m' ? 'mobile' : 'pc',
      isOpen: access !== 'session',
    }),
  ),
  ...branchRoutes.map(
    ({ method, path, fields, query, roles, access }): Form => ({
      site: 'branch',
      method,
      path,
      fields,
      query,
      who: roles.includes('manager') ? 'manager' : (roles[0] ?? OPERATOR_ROLES[0]),
      isOpen: access !== 'session',
    }),
  ),
].sort((left, right) => Number(ENDS.test(left.path)) - Number(ENDS.test(right.path)));

type Values = Readonly<Record<string, string>>;

/** What one request says, before it is put together. */
interface Asked {
  readonly isReal: boolean;
  readonly ids: readonly string[];
  readonly values: Values;
  readonly asked: Values;
  readonly wild: Buffer | null;
  readonly type: string;
  readonly cookie: string | null;
  readonly header: readonly [string, string] | null;
}

type Offered = Readonly<Record<string, readonly string[]>>;

const HEADERS = [
  'accept-language',
  'user-agent',
  'x-forwarded-for',
  'referer',
  'if-none-match',
  'range',
  'accept-encoding',
  'origin',
];

/** Half of all requests are right in address and body, so that what they hold reaches whoever reads it. */
function requestsTo(form: Form, offered: Offered): fc.Arbitrary<Asked> {
  const valuesOf = (names: readonly string[]) =>
    fields(Object.fromEntries(names.map((name) => [name, goodFor(name, offered)])));
  return fc.record({
    isReal: mostly(5),
    ids: fc.array(fc.oneof(fc.uuid(), wildText), { minLength: 3, maxLength: 3 }),
    values: valuesOf(form.fields),
    asked: valuesOf(form.query),
    wild: seldom(wildOctets, 8),
    type: fc.constantFrom(...CONTENT_TYPES),
    cookie: seldom(wildText, 4),
    header: seldom(fc.tuple(fc.constantFrom(...HEADERS), wildHeader), 4),
  });
}

const PREFIX = { bank: 'warifu_', branch: 'warifu_branch_' } as const;

const kindAt = (path: string): string =>
  path.startsWith('/contracts/')
    ? 'token_stop'
    : path.startsWith('/operators/')
      ? 'operator_suspension'
      : 'contract_opening';

/** The address: with what is really there, or with anything. */
function addressFor({ path }: Form, objects: Objects, { isReal, ids }: Asked): string {
  let drawn = 0;
  if (isReal) {
    const kind = PROCEDURE_KINDS.find((one) => one === ids[0]) ?? kindAt(path);
    return addressOf(path, objects, { language: 'en', kind });
  }
  return path.replace(/:\w+/g, () => segment(ids[drawn++ % ids.length] ?? 'x'));
}

interface Sender {
  readonly ground: IntrudersGround;
  readonly people: () => People;
}

async function send({ ground, people }: Sender, form: Form, request: Asked): Promise<number> {
  const { wild, type, header, values, asked } = request;
  const { site, method, who, query, isOpen } = form;
  const session = await people().sessionOf(who);
  const csrf = ground.formToken(site, session);
  const typed = form.fields.map((name): [string, string] => [name, (values[name] ?? '').toWellFormed()]);
  const question = query.map((name) => `${name}=${encoded(asked[name] ?? '')}`).join('&');
  const path = addressFor(form, await people().objectsOf(who), request);
  const { origin, app } = ground.sites[site];
  const prefix = PREFIX[site];
  const more = request.cookie === null ? '' : encoded(request.cookie);
  const extra = more === '' ? '' : `; ${prefix}flow=${more}; ${more}`;
  // A stranger's form token is bound to the visitor's cookie, a customer's to the session: one value is both.
  const signed = isOpen
    ? `${prefix}visitor=${session}`
    : `${prefix}session=${session}; ${prefix}visitor=${session}`;
  const { host } = new URL(origin);
  const cookie = `${signed}${extra}`;
  const isPost = method === 'POST';
  const answer = await app.inject({
    method,
    url: question === '' ? path : `${path}?${question}`,
    headers: {
      host,
      origin,
      cookie,
      ...(isPost ? { 'content-type': wild === null ? CONTENT_TYPES[0] : type } : {}),
      ...(header === null ? {} : { [header[0]]: header[1] }),
    },
    ...(isPost ? { payload: wild ?? new URLSearchParams([['csrf', csrf], ...typed]).toString() } : {}),
  });
  const to = String(answer.headers.location ?? '');
  // What was answered with the way to a page is seen on that page.
  const next = to.startsWith('/') ? await app.inject({ url: to, headers: { host, cookie } }) : undefined;
  if (!isOpen && /\/(?:login|sign-in|session-closed)(?:\?|$)/.test(to)) people().forget(who);
  if (ENDS.test(form.path) && answer.statusCode === 303) people().forget(who);
  return next !== undefined && next.statusCode >= 500 ? next.statusCode : answer.statusCode;
}

/** The values that the form's own page offers now. */
async function offeredTo({ ground, people }: Sender, form: Form): Promise<Offered> {
  const hasPage = forms.some(
    ({ site, method, path }) => site === form.site && method === 'GET' && path === form.path,
  );
  const known = await people().knownOf(form.who);
  if (form.method === 'GET' || !hasPage) return known;
  const { app, origin } = ground.sites[form.site];
  const session = await people().sessionOf(form.who);
  const prefix = PREFIX[form.site];
  const answer = await app.inject({
    method: 'GET',
    url: hasObject(form.path) ? addressFor(form, await people().objectsOf(form.who), NOTHING) : form.path,
    headers: { host: new URL(origin).host, cookie: `${prefix}session=${session}` },
  });
  return { ...known, ...offeredOn(answer.body) };
}

const NOTHING: Asked = {
  isReal: true,
  ids: [],
  values: {},
  asked: {},
  wild: null,
  type: '',
  cookie: null,
  header: null,
};

function secretsOf(form: Form, { values, wild, cookie }: Asked): readonly string[] {
  const typed = form.fields.flatMap((field) => (isSecret(field) ? [values[field] ?? ''] : []));
  return wild === null ? [...typed, cookie ?? ''] : [cookie ?? ''];
}

/** Every route of bank and branch. `people` are those of the round. */
export function formTargets(sender: Sender): readonly Target[] {
  return forms.map((form): Target => {
    const { site, method, path } = form;
    const name = `${site} ${method} ${path}`;
    const group = `${site} ${method === 'GET' ? 'pages' : 'forms'}`;
    const planOf = (offered: Offered) =>
      targetOf<Asked>({
        name,
        group,
        inputs: requestsTo(form, offered),
        send: (request) => send(sender, form, request),
        secretsOf: (request) => secretsOf(form, request),
      });
    return {
      ...planOf({}),
      fuzz: async (round) => planOf(await offeredTo(sender, form)).fuzz(round),
    };
  });
}
