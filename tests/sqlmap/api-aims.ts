import { openApiGround } from '../fuzz/api.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import type { Aim } from './aim.ts';
import type { Answering } from './relay.ts';

let sent = 0;

function askerOf({ sites }: IntrudersGround, key: string) {
  return (method: 'GET' | 'POST'): Answering =>
    async ({ url, body }) => {
      sent += 1;
      return sites.token.app.inject({
        method,
        url,
        headers: {
          authorization: `Bearer ${key}`,
          // A new key each time, or all would be one question.
          'idempotency-key': `sqlmap-${sent}`,
          ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        },
        ...(method === 'POST' ? { payload: body } : {}),
      });
    };
}

/** The calls of a relying party, right in all fields. */
export async function openApiAims(ground: IntrudersGround): Promise<readonly Aim[]> {
  const { key, deviceTokenId, good } = await openApiGround(ground);
  const subject = '/v1/bindings/the-first-subject';
  const bodies: Readonly<Record<string, object>> = {
    '/v1/bindings': {
      subject: 'another-subject',
      tokenId: 'WRSM00000092',
      code: '123456',
      nextCode: '123456',
    },
    [`${subject}/validate`]: { code: '123456', nextCode: '123456', purpose: 'transfer' },
    [`${subject}/end`]: { code: '123456' },
    [`${subject}/replacements`]: { code: '123456' },
    [`${subject}/replace`]: { proof: 'A'.repeat(43), newTokenId: 'WRSM00000092', newCode: '123456' },
    [`${subject}/unlock`]: { reason: 'form 1' },
    '/v1/bindings/nobody/release': { reason: 'form 1' },
    '/v1/tokens/WRSM00000092/hand-outs': { subject: 'another-subject', reason: 'form 1' },
    [`/v1/tokens/${deviceTokenId}/device-requests`]: good['askAsDevice']?.[0] ?? {},
    '/v1/tokens': good['provision']?.[0] ?? {},
  };
  const answering = askerOf(ground, key);
  return [
    ...Object.entries(bodies).map(
      ([url, body]): Aim => ({
        face: 'api',
        name: `api POST ${url}`,
        fields: Object.keys(body),
        open: async () => ({ url, data: JSON.stringify(body), answer: answering('POST') }),
      }),
    ),
    ...[subject, '/v1/tokens/WRSM00000092'].map(
      (url): Aim => ({
        face: 'api',
        name: `api GET ${url} (address)`,
        fields: [],
        open: async () => ({ url: `${url}*`, answer: answering('GET') }),
      }),
    ),
  ];
}
