import { readPskc, readSeedCsv } from '@warifu/pskc';
import fc from 'fast-check';
import { routes as branchRoutes } from '../../apps/branch-office/src/routes.ts';
import { routes as bankRoutes } from '../../apps/internet-banking/src/routes.ts';
import { readPacket } from '../../apps/token-authority/src/radius/packet.ts';
import type { IntrudersGround } from './ground.ts';

/** What came of one round of a fuzz: what must never be is in `faults`. */
export interface Fuzzed {
  readonly seed: number;
  readonly routes: number;
  readonly requests: number;
  /** How many answers of each status. */
  readonly verdicts: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

/** Who is logged in while the forms are fuzzed. */
export interface FuzzSessions {
  readonly bank: string;
  readonly mobile: string;
  readonly branch: string;
}

const SLOW_MS = 5_000;

/** Texts that have broken parsers: names of prototypes, NUL, half surrogates, directions, formulas, paths, huge fields. */
const NASTY = [
  '__proto__',
  'constructor',
  'toString',
  '\0',
  'a\0b',
  '\ud800',
  '\u202e',
  '%00',
  '%E0%A4%A',
  "' or 1=1 --",
  '"><script>',
  '=1+1',
  '../../etc/passwd',
  '9'.repeat(40),
  '-1',
  '1e309',
  'NaN',
  '０',
  '💴'.repeat(100),
  'x'.repeat(5_000),
  '\r\nset-cookie: a=b',
];
const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 60 }), fc.uuid());

const TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/xml',
  '',
];

interface Form {
  readonly site: 'bank' | 'branch';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: readonly string[];
  readonly query: readonly string[];
  readonly session: keyof FuzzSessions;
}

const forms: readonly Form[] = [
  ...bankRoutes.map(
    ({ method, path, fields, query, base }): Form => ({
      site: 'bank',
      method,
      path,
      fields,
      query,
      session: base === '/m' ? 'mobile' : 'bank',
    }),
  ),
  ...branchRoutes.map(
    ({ method, path, fields, query }): Form => ({
      site: 'branch',
      method,
      path,
      fields,
      query,
      session: 'branch',
    }),
  ),
]
  // What ends the session would let the rest of the round stand before the login.
  .filter(
    ({ path, method }) => method === 'GET' || !/(?:logout|sign-out|emergency-stop|password)$/.test(path),
  );

const wildBody = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  fc.constantFrom(
    Buffer.from('csrf=a&csrf=b&__proto__=x&constructor[prototype]=y'),
    Buffer.from('%ff%fe=%c3%28&a=%'),
    Buffer.from(`${'['.repeat(5_000)}`),
    Buffer.from('{"__proto__":{"a":1}}'),
    Buffer.from('--x\r\ncontent-disposition: form-data; name="csrf"\r\n\r\nhalf'),
    Buffer.alloc(20_000, 'a'),
  ),
);

/** A request to a form: right in shape with wild values, or wild altogether. */
const formRequest = (form: Form) =>
  fc.record({
    ids: fc.array(fc.oneof({ weight: 3, arbitrary: fc.uuid() }, text), { minLength: 3, maxLength: 3 }),
    values: fc.array(text, { minLength: form.fields.length, maxLength: form.fields.length }),
    asked: fc.array(text, { minLength: form.query.length, maxLength: form.query.length }),
    wild: fc.option(wildBody, { freq: 3 }),
    type: fc.constantFrom(...TYPES),
    cookie: fc.option(text, { freq: 6 }),
  });

type FormRequest = typeof formRequest extends (form: Form) => fc.Arbitrary<infer Value> ? Value : never;

const encoded = (value: string): string => encodeURIComponent(value.toWellFormed());

function injectOf(ground: IntrudersGround, form: Form, sessions: FuzzSessions, request: FormRequest) {
  const { ids, values, asked, wild, type, cookie } = request;
  let drawn = 0;
  const path = form.path.replace(/:\w+/g, () => encoded(ids[drawn++ % ids.length] ?? 'x') || 'x');
  const question = form.query.map((name, at) => `${name}=${encoded(asked[at] ?? '')}`).join('&');
  const session = sessions[form.session];
  const csrf = ground.formToken(form.site, session);
  const fields = form.fields.map((name, at): [string, string] => [name, (values[at] ?? '').toWellFormed()]);
  const { origin } = ground.sites[form.site];
  const prefix = form.site === 'bank' ? 'warifu_' : 'warifu_branch_';
  const plain = new URLSearchParams([['csrf', csrf], ...fields]).toString();
  const extra = cookie === null ? '' : `; ${prefix}flow=${encoded(cookie)}; ${encoded(cookie)}`;
  return {
    method: form.method,
    url: question === '' ? path : `${path}?${question}`,
    headers: {
      host: new URL(origin).host,
      origin,
      cookie: `${prefix}session=${session}; ${prefix}visitor=${session}${extra}`,
      ...(form.method === 'POST' ? { 'content-type': wild === null ? (TYPES[0] ?? '') : type } : {}),
    },
    ...(form.method === 'POST' ? { payload: wild ?? plain } : {}),
  };
}

/** Sends `runs` requests to each form of bank and branch. None may end as our fault, and none may take long. */
export async function fuzzForms(
  ground: IntrudersGround,
  sessions: FuzzSessions,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<Fuzzed> {
  const verdicts: Record<string, number> = {};
  const faults: string[] = [];
  let requests = 0;
  for (const form of forms) {
    for (const request of fc.sample(formRequest(form), { numRuns: runs, seed })) {
      const began = performance.now();
      const { statusCode } = await ground.sites[form.site].app.inject(
        injectOf(ground, form, sessions, request),
      );
      requests += 1;
      verdicts[statusCode] = (verdicts[statusCode] ?? 0) + 1;
      const took = performance.now() - began;
      if (statusCode >= 500 || took > SLOW_MS)
        faults.push(
          `${form.method} ${form.site} ${form.path}: ${statusCode} ${JSON.stringify(request).slice(0, 600)}`,
        );
    }
  }
  return { seed, routes: forms.length, requests, verdicts, faults };
}

const BODY = {
  subject: text,
  tokenId: text,
  code: text,
  nextCode: text,
  reason: text,
  purpose: text,
  proof: text,
};
const JSON_ROUTES = [
  '/v1/bindings',
  '/v1/bindings/x/validate',
  '/v1/bindings/x/end',
  '/v1/bindings/x/replacements',
  '/v1/bindings/x/replace',
  '/v1/bindings/x/release',
  '/v1/bindings/x/unlock',
  '/v1/tokens',
  '/v1/tokens/x/device-requests',
  '/v1/tokens/x/hand-outs',
] as const;

/** The same with the authority's REST API, with a key of both scopes. */
export async function fuzzApi(
  ground: IntrudersGround,
  key: string,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<Fuzzed> {
  const verdicts: Record<string, number> = {};
  const faults: string[] = [];
  let requests = 0;
  const shaped = fc.record(BODY, { requiredKeys: [] }).map((body) => Buffer.from(JSON.stringify(body)));
  const jsonOf = fc.json({ maxDepth: 4 }).map((json) => Buffer.from(json));
  for (const url of JSON_ROUTES) {
    const bodies = fc.record({
      payload: fc.oneof(shaped, jsonOf, wildBody),
      type: fc.constantFrom('application/json', 'application/json', ...TYPES),
      name: text,
    });
    for (const { payload, type, name } of fc.sample(bodies, { numRuns: runs, seed })) {
      requests += 1;
      const { statusCode } = await ground.sites.token.app.inject({
        method: 'POST',
        url: url.replace('/x', `/${encoded(name) || 'x'}`),
        headers: {
          authorization: `Bearer ${key}`,
          'idempotency-key': `fuzz-${seed}-${requests}`,
          'content-type': type,
        },
        payload,
      });
      verdicts[statusCode] = (verdicts[statusCode] ?? 0) + 1;
      if (statusCode >= 500) faults.push(`POST ${url}: ${statusCode} ${payload.toString().slice(0, 300)}`);
    }
  }
  return { seed, routes: JSON_ROUTES.length, requests, verdicts, faults };
}

/** Octets at the readers of seed files and of RADIUS: each is read or refused, and none is thrown at. */
export async function fuzzReaders({ runs, seed }: { readonly runs: number; readonly seed: number }) {
  const faults: string[] = [];
  const xml = fc.oneof(
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc
      .string({ maxLength: 200 })
      .map((inner) => Buffer.from(`<KeyContainer Version="1.0">${inner}</KeyContainer>`)),
    fc.array(text).map((cells) => Buffer.from(cells.join(','))),
  );
  for (const content of fc.sample(xml, { numRuns: runs, seed })) {
    for (const read of [readPskc, readSeedCsv]) {
      try {
        await read(Buffer.from(content));
      } catch (error) {
        faults.push(`${read.name}: ${String(error)} on ${content.toString('base64').slice(0, 200)}`);
      }
    }
  }
  const header = fc.tuple(fc.uint8Array({ maxLength: 200 }), fc.nat(300)).map(([bytes, length]) => {
    const datagram = Buffer.concat([Buffer.alloc(4), bytes]);
    datagram.writeUInt16BE(length, 2);
    return datagram;
  });
  for (const datagram of fc.sample(header, { numRuns: runs, seed })) {
    try {
      readPacket(datagram);
    } catch (error) {
      faults.push(`radius: ${String(error)} on ${datagram.toString('base64')}`);
    }
  }
  return { seed, routes: 3, requests: runs * 3, verdicts: {}, faults } satisfies Fuzzed;
}
