import { OPERATOR_ROLES, PROCEDURE_KINDS } from '@warifu/bank';
import fc from 'fast-check';
import type { LightMyRequestResponse as Answer } from 'fastify';
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

export interface Form {
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

export const forms: readonly Form[] = [
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

export interface Sender {
  readonly ground: IntrudersGround;
  readonly people: () => People;
}

/** What a request is made of that is not its form's own doing. */
interface Sent {
  readonly url: string;
  /** Without its form token. */
  readonly payload: string | Buffer;
  /** Further cookies. */
  readonly cookie?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends as whoever the form is for, with the form token of their session; a text is a form, octets go as they are. */
export async function sendAs({ ground, people }: Sender, form: Form, sent: Sent): Promise<Answer> {
  const { site, method, who, isOpen } = form;
  const session = await people().sessionOf(who);
  const { origin, app } = ground.sites[site];
  const prefix = PREFIX[site];
  // A stranger's form token is bound to the visitor's cookie, a customer's to the session: one value is both.
  const signed = isOpen
    ? `${prefix}visitor=${session}`
    : `${prefix}session=${session}; ${prefix}visitor=${session}`;
  const { host } = new URL(origin);
  const cookie = `${signed}${sent.cookie ?? ''}`;
  const token = new URLSearchParams({ csrf: ground.formToken(site, session) }).toString();
  const payload = typeof sent.payload === 'string' ? `${token}&${sent.payload}` : sent.payload;
  const answer = await app.inject({
    method,
    url: sent.url,
    headers: {
      host,
      origin,
      cookie,
      ...(method === 'POST' ? { 'content-type': CONTENT_TYPES[0] } : {}),
      ...sent.headers,
    },
    ...(method === 'POST' ? { payload } : {}),
  });
  const to = String(answer.headers.location ?? '');
  // What was answered with the way to a page is seen on that page.
  const next = to.startsWith('/') ? await app.inject({ url: to, headers: { host, cookie } }) : undefined;
  if (!isOpen && /\/(?:login|sign-in|session-closed)(?:\?|$)/.test(to)) people().forget(who);
  if (ENDS.test(form.path) && answer.statusCode === 303) people().forget(who);
  return next !== undefined && next.statusCode >= 500 ? next : answer;
}

const questionOf = (asked: Values): string =>
  Object.entries(asked)
    .map(([name, value]) => `${name}=${encoded(value)}`)
    .join('&');

const formOf = (values: Values): string =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, value.toWellFormed()])).toString();

async function send(sender: Sender, form: Form, request: Asked): Promise<number> {
  const { wild, type, header, values, asked, cookie } = request;
  const path = addressFor(form, await sender.people().objectsOf(form.who), request);
  const question = questionOf(asked);
  const more = cookie === null ? '' : encoded(cookie);
  const answer = await sendAs(sender, form, {
    url: question === '' ? path : `${path}?${question}`,
    payload: wild ?? formOf(values),
    ...(more === '' ? {} : { cookie: `; ${PREFIX[form.site]}flow=${more}; ${more}` }),
    headers: {
      ...(wild === null ? {} : { 'content-type': type }),
      ...(header === null ? {} : { [header[0]]: header[1] }),
    },
  });
  return answer.statusCode;
}

/** The right address of a form, and what is right in its fields and its question. */
export async function rightFor(sender: Sender, form: Form) {
  const offered = await offeredTo(sender, form);
  const rightIn = (names: readonly string[]): Values =>
    Object.fromEntries(names.map((name) => [name, goodFor(name, offered)[0] ?? 'x']));
  const path = addressFor(form, await sender.people().objectsOf(form.who), NOTHING);
  return { path, values: rightIn(form.fields), asked: rightIn(form.query) };
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
