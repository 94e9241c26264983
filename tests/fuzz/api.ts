import { randomBytes } from 'node:crypto';
import { present } from '@warifu/base';
import { prepareProvision } from '@warifu/provisioning';
import fc from 'fast-check';
import { issueTo } from '../../packages/token/test/device.ts';
import { codeAt } from '../../packages/token/test/house.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import { bodiesOf, type JsonSchema, type Known } from './schema.ts';
import { type Target, targetOf } from './target.ts';
import { around, CONTENT_TYPES, encoded, right, segment, wildHeader, wildOctets } from './values.ts';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}
interface Described {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly operation: Operation;
}

const SUITE = { algorithm: 'SHA1', digits: 6, periodSeconds: 30 } as const;
const SUBJECTS = ['the-first-subject', 'another-subject', 's'.repeat(100), 's'.repeat(101)];
const STEP_SECONDS = 30;

/** A party of both scopes, its tokens bound and not, and what their devices signed. */
export interface ApiGround {
  readonly relyingPartyId: string;
  readonly key: string;
  /** Of the device that signed. */
  readonly deviceTokenId: string;
  readonly known: Known;
  /** Bodies that are right in every respect, by operation. */
  readonly good: Readonly<Record<string, readonly object[]>>;
}

export async function openApiGround(ground: IntrudersGround): Promise<ApiGround> {
  const { authority, time } = ground;
  const party = await authority.createRelyingParty({ name: '見本', scopes: ['verify', 'administer'] });
  const secret = randomBytes(20);
  const tokenIds = ['WRSM00000091', 'WRSM00000092'];
  for (const tokenId of tokenIds) await authority.importTokens([{ tokenId, secret, suite: SUITE }]);
  const codeOf = (steps: number) => codeAt(secret, time.now + steps * STEP_SECONDS, SUITE);
  const port = authority.portFor(party.relyingPartyId, ['verify']);
  const [subject = ''] = SUBJECTS;
  const [tokenId = ''] = tokenIds;
  await port.bind({ subject, tokenId, code: codeOf(-1), idempotencyKey: 'fuzz' });
  const device = await issueTo({ authority, now: () => time.now }, '127.0.0.1');
  const codes = [codeOf(0), codeOf(1), '000000', '１２３４５６', '12345'];
  const requests = [await device.sign('list-services'), await device.sign('list-departures')];
  return {
    relyingPartyId: party.relyingPartyId,
    key: party.key,
    deviceTokenId: device.tokenId,
    known: {
      subject: SUBJECTS,
      tokenId: [...tokenIds, device.tokenId, 'wrsm 0000 0091', 'M-0001'],
      newTokenId: [...tokenIds, device.tokenId],
      code: codes,
      nextCode: [codeOf(1), codeOf(2)],
      newCode: codes,
      newNextCode: [codeOf(2)],
      proof: ['A'.repeat(43)],
      reason: ['form 1', '申'.repeat(500), '申'.repeat(501)],
      purpose: ['transfer', 'p'.repeat(80)],
      suite: ['totp-sha1-6-30', 'x'.repeat(40)],
    },
    good: {
      askAsDevice: requests,
      provision: [
        (await prepareProvision({ form: 'WRSM' })).request,
        (await prepareProvision({ form: 'WRSD' })).request,
      ],
    },
  };
}

/** The routes as the API's own description has them. */
async function listDescribed({ sites }: IntrudersGround): Promise<readonly Described[]> {
  const answer = await sites.token.app.inject({ url: '/v1/openapi.json' });
  const { paths } = answer.json<{
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  }>();
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]): Described => ({ method: method === 'get' ? 'GET' : 'POST', path, operation }),
    ),
  );
}

interface Call {
  readonly body: Buffer;
  readonly type: string;
  readonly names: readonly [string, string];
  readonly key: string;
  readonly idempotencyKey: string;
  readonly question: string;
}

let sent = 0;

function callsTo(
  { operation }: Described,
  { key, known, good, deviceTokenId }: ApiGround,
): fc.Arbitrary<Call> {
  const schema = operation.requestBody?.content['application/json']?.schema;
  const bodies =
    schema === undefined
      ? fc.constant(Buffer.alloc(0))
      : bodiesOf(schema, known, good[operation.operationId]);
  // What a device signed names its own token.
  const tokenIds = operation.operationId === 'askAsDevice' ? [deviceTokenId] : (known['tokenId'] ?? []);
  return fc.record({
    body: fc.oneof({ weight: 9, arbitrary: bodies }, { weight: 1, arbitrary: wildOctets }),
    type: fc.oneof(
      { weight: 12, arbitrary: fc.constant('application/json') },
      { weight: 1, arbitrary: fc.constantFrom(...CONTENT_TYPES) },
    ),
    names: fc.oneof(
      { weight: 3, arbitrary: fc.tuple(right(known['subject'] ?? []), right(tokenIds)) },
      { weight: 1, arbitrary: fc.tuple(around(known['subject'] ?? []), around(tokenIds)) },
    ),
    key: fc.oneof({ weight: 15, arbitrary: fc.constant(key) }, { weight: 1, arbitrary: wildHeader }),
    idempotencyKey: fc.oneof(
      { weight: 10, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: wildHeader },
      { weight: 1, arbitrary: fc.constantFrom('k', 'k'.repeat(200), 'k'.repeat(201), '__proto__') },
    ),
    question: fc.oneof(
      { weight: 9, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: around(['a=1', 'a=1&a=2']) },
    ),
  });
}

async function send({ sites }: IntrudersGround, { method, path }: Described, call: Call): Promise<number> {
  sent += 1;
  const [subject, tokenId] = call.names;
  const url = path.replace('{subject}', segment(subject)).replace('{tokenId}', segment(tokenId));
  if (/[{}]/.test(url)) throw new Error(`the fuzz has no value for ${path}`);
  const answer = await sites.token.app.inject({
    method,
    url: call.question === '' ? url : `${url}?${encoded(call.question)}`,
    headers: {
      authorization: `Bearer ${call.key}`,
      // A new key for each question that is not about keys, or all would be one question.
      'idempotency-key': call.idempotencyKey === '' ? `fuzz-${sent}` : call.idempotencyKey,
      ...(method === 'POST' ? { 'content-type': call.type } : {}),
    },
    ...(method === 'POST' ? { payload: call.body } : {}),
  });
  return answer.statusCode;
}

/** Each operation that the description of the API has, with bodies drawn from its own schema. */
export async function apiTargets(ground: IntrudersGround, api: ApiGround): Promise<readonly Target[]> {
  const described = await listDescribed(ground);
  return described.map((one) =>
    targetOf<Call>({
      name: `api ${one.method} ${one.path}`,
      group: 'api',
      inputs: callsTo(one, api),
      send: (call) => send(ground, one, call),
      secretsOf: ({ key, body }) => [key, ...textsIn(body)],
      isDoor: (verdict) => ['400', '401', '404', '413', '415'].includes(verdict) && !isPlain(one, verdict),
    }),
  );
}

/** Where there is nothing to say but that it is not there, that is the handler's word. */
const isPlain = ({ method }: Described, verdict: string): boolean => method === 'GET' && verdict === '404';

const SECRET_FIELDS = ['code', 'nextCode', 'newCode', 'newNextCode', 'proof', 'signature'];

/** What of a JSON body is secret, where it is one. */
function textsIn(body: Buffer): readonly string[] {
  try {
    const json = JSON.parse(body.toString()) as unknown;
    if (typeof json !== 'object' || json === null) return [];
    return SECRET_FIELDS.flatMap((field) => {
      const value = (json as Readonly<Record<string, unknown>>)[field];
      return typeof value === 'string' ? [value] : [];
    });
  } catch {
    return [];
  }
}

/** The API still answers as it should: the time, and the state of a subject that was bound. */
export async function probeApi({ sites }: IntrudersGround, { key }: ApiGround): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${key}` };
  const subject = present(SUBJECTS[0], 'a subject');
  const answers = [
    await sites.token.app.inject({ url: '/v1/time' }),
    await sites.token.app.inject({ url: `/v1/bindings/${subject}`, headers }),
  ];
  return answers.flatMap(({ statusCode }) =>
    statusCode === 200 ? [] : [`the API answered ${statusCode} afterwards`],
  );
}
