import { type ApiGround, openApiGround } from '../fuzz/api.ts';
import { ENDS, type Form, forms, rightFor, type Sender, sendAs } from '../fuzz/forms.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import type { Answering } from './relay.ts';

/** One page, form or call at which sqlmap is let loose. */
export interface Aim {
  readonly name: string;
  /** What sqlmap asks; a `*` in it is a place to inject. */
  readonly url: string;
  readonly data?: string;
  /** The fields that are tried; all that is marked with `*` where there is none. */
  readonly fields: readonly string[];
  readonly answer: Answering;
}

const siteOf = ({ site, who }: Form): string => (who === 'mobile' ? 'mobile' : site);

/** Which fields of a form are tried: each name once on a site, unless all are asked for. */
function untried(
  tried: Set<string>,
  form: Form,
  names: readonly string[],
  isAll: boolean,
): readonly string[] {
  return names.filter((name) => {
    const known = `${siteOf(form)} ${form.method} ${name}`;
    const isNew = isAll || !tried.has(known);
    tried.add(known);
    return isNew;
  });
}

/** Forms and pages with fields or ids, with what is right in all of them. What ends the session would test the login page. */
async function formAims(sender: Sender, isAll: boolean): Promise<readonly Aim[]> {
  const tried = new Set<string>();
  const aims: Aim[] = [];
  for (const form of forms.filter(({ path, isOpen }) => isOpen || !ENDS.test(path))) {
    const { path, values, asked } = await rightFor(sender, form);
    const name = `${siteOf(form)} ${form.method} ${form.path}`;
    const isPost = form.method === 'POST';
    const fields = untried(tried, form, isPost ? form.fields : form.query, isAll);
    const answer: Answering = ({ url, body }) => sendAs(sender, form, { url, payload: body });
    const question = isPost ? '' : new URLSearchParams(asked).toString();
    const data = isPost ? { data: new URLSearchParams(values).toString() } : {};
    if (fields.length > 0)
      aims.push({ name, url: question === '' ? path : `${path}?${question}`, fields, answer, ...data });
    const ids = untried(
      tried,
      form,
      [...form.path.matchAll(/:\w+Id/g)].map(([id]) => id),
      isAll,
    );
    if (ids.length > 0 && !isPost)
      aims.push({ name: `${name} (address)`, url: path.replace(/[0-9a-f-]{36}/, '$&*'), fields: [], answer });
  }
  return aims;
}

let sent = 0;

/** The calls of a relying party, right in all fields. */
function apiAims({ sites }: IntrudersGround, { key, deviceTokenId, good }: ApiGround): readonly Aim[] {
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
  const answering =
    (method: 'GET' | 'POST'): Answering =>
    ({ url, body }) => {
      sent += 1;
      return sites.token.app.inject({
        method,
        url,
        headers: {
          authorization: `Bearer ${key}`,
          'idempotency-key': `sqlmap-${sent}`,
          ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        },
        ...(method === 'POST' ? { payload: body } : {}),
      });
    };
  return [
    ...Object.entries(bodies).map(([url, body]) => ({
      name: `api POST ${url}`,
      url,
      data: JSON.stringify(body),
      fields: Object.keys(body),
      answer: answering('POST'),
    })),
    ...[subject, '/v1/tokens/WRSM00000092'].map((url) => ({
      name: `api GET ${url} (address)`,
      url: `${url}*`,
      fields: [],
      answer: answering('GET'),
    })),
  ];
}

/** Everything that takes something from outside. */
export async function listAims(sender: Sender, isAll: boolean): Promise<readonly Aim[]> {
  const api = await openApiGround(sender.ground);
  return [...apiAims(sender.ground, api), ...(await formAims(sender, isAll))];
}
