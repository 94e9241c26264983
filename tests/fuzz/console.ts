import { epochSeconds, present } from '@warifu/base';
import fc from 'fast-check';
import type { IntrudersGround } from '../intruders/ground.ts';
import { CONSOLE_PASSWORD, type ServedRoute } from '../intruders/sites.ts';
import { ask } from '../intruders/walk.ts';
import { type Target, targetOf } from './target.ts';
import {
  around,
  CONTENT_TYPES,
  encoded,
  fields,
  mostly,
  right,
  segment,
  seldom,
  wildOctets,
  wildText,
} from './values.ts';

const FIELDS = ['csrf', 'name', 'scope', 'overlap', 'password', 'to', 'back'] as const;
const GOOD: Readonly<Record<(typeof FIELDS)[number], readonly string[]>> = {
  csrf: [],
  name: ['見本共済', '見'.repeat(60), '見'.repeat(100), '見'.repeat(101)],
  scope: ['verify', 'administer', 'both'],
  overlap: ['now', 'hour', 'day', 'week', 'open'],
  password: [CONSOLE_PASSWORD, 'wrong password of nobody'],
  to: ['ja', 'en'],
  back: ['/', '/parties/new', '//evil.example', '/\\evil.example'],
};
/** The guard slows the next password down for everybody, and a logout ends the session: last of all. */
const LOGIN = '/login';
const ENDS = /^\/(?:login|logout)$/;
const WAIT_SECONDS_MAX = 900;

interface Asked {
  readonly ids: readonly [string, string];
  readonly values: Readonly<Record<(typeof FIELDS)[number], string>>;
  readonly hasToken: boolean;
  readonly wild: Buffer | null;
  readonly type: string;
  readonly cookie: string | null;
}

const inputsOf = (known: readonly [string, string]): fc.Arbitrary<Asked> =>
  fc.record({
    ids: fc.oneof(
      { weight: 4, arbitrary: fc.tuple(right([known[0]]), right([known[1]])) },
      { weight: 1, arbitrary: fc.tuple(around([known[0]]), around([known[1]])) },
    ),
    values: fields(GOOD),
    hasToken: mostly(10),
    wild: seldom(wildOctets, 8),
    type: fc.constantFrom(...CONTENT_TYPES),
    cookie: seldom(wildText, 5),
  });

const NOBODY = { session: '', csrf: '' };

interface Login {
  readonly session: string;
  readonly csrf: string;
}

/** Logs in; where the guard wants a wait, after it. */
async function logIn(ground: IntrudersGround): Promise<Login> {
  const site = ground.sites.console;
  const open = () => ask(site, { method: 'POST', url: '/login', form: { password: CONSOLE_PASSWORD } });
  let opened = await open();
  if (opened.statusCode === 429) {
    ground.time.now = epochSeconds(ground.time.now + WAIT_SECONDS_MAX);
    opened = await open();
  }
  const session = opened.cookies.find(({ name }) => name === 'warifu_console')?.value ?? '';
  const page = await ask(site, { method: 'GET', url: '/parties/new', cookies: { warifu_console: session } });
  const [, csrf] = /name="csrf" value="([^"]+)"/.exec(page.body) ?? [];
  if (csrf === undefined) throw new Error('the console lets its operator in');
  return { session, csrf };
}

/** Every route of the authority's console, as its operator. */
export async function consoleTargets(ground: IntrudersGround): Promise<readonly Target[]> {
  const { relyingPartyId } = await ground.authority.createRelyingParty({
    name: '架空共済',
    scopes: ['verify'],
  });
  const party = await ground.authority.operator.findParty(relyingPartyId);
  const keyName = present(party?.keyList[0], 'a party has a key').keyName;
  const { app, origin, served } = ground.sites.console;
  let login: Login | undefined;
  const send = async ({ method, path }: ServedRoute, asked: Asked): Promise<number> => {
    if (path !== LOGIN) login ??= await logIn(ground);
    const { session, csrf } = login ?? NOBODY;
    const { ids, values, hasToken, wild, type, cookie } = asked;
    let drawn = 0;
    const url = path.replace(/:\w+/g, () => segment(ids[drawn++ % ids.length] ?? 'x'));
    const form = new URLSearchParams(
      FIELDS.map((field) => [field, field === 'csrf' && hasToken ? csrf : values[field].toWellFormed()]),
    ).toString();
    const isPost = method === 'POST';
    const extra = cookie === null ? '' : `; ${encoded(cookie)}`;
    const answer = await app.inject({
      method: isPost ? 'POST' : 'GET',
      url: isPost ? url : `${url}?${form}`,
      remoteAddress: '127.0.0.1',
      headers: {
        host: new URL(origin).host,
        origin,
        cookie: `warifu_console=${session}${extra}`,
        ...(isPost ? { 'content-type': wild === null ? CONTENT_TYPES[0] : type } : {}),
      },
      ...(isPost ? { payload: wild ?? form } : {}),
    });
    if (answer.headers.location === '/login' || ENDS.test(path)) login = undefined;
    return answer.statusCode;
  };
  return served
    .filter(({ method, path }) => method !== 'HEAD' && !path.startsWith('/assets/'))
    .sort((left, right) => Number(ENDS.test(left.path)) - Number(ENDS.test(right.path)))
    .map((route) =>
      targetOf<Asked>({
        name: `console ${route.method} ${route.path}`,
        group: 'console',
        inputs: inputsOf([relyingPartyId, keyName]),
        send: (asked) => send(route, asked),
        secretsOf: ({ values }) => [values.password, login?.session ?? '', login?.csrf ?? ''],
        isDoor: (verdict) => ['400', '403', '413', '415'].includes(verdict),
        // A password costs a hash each time.
        ...(ENDS.test(route.path) ? { share: 0.25 } : {}),
      }),
    );
}
