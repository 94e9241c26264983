import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';

/** Builds what a browser fetches from a site, into a folder of its own. `script` is the site's `build.mjs`. */
export async function buildPublic(script: URL): Promise<string> {
  const { build } = (await import(script.href)) as { build: (out: string) => Promise<void> };
  const directory = await mkdtemp(join(tmpdir(), 'warifu-pages-'));
  await build(directory);
  return directory;
}

export interface Sent {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly location: string | undefined;
  readonly cookies: Readonly<Record<string, string>>;
}

/** A browser of its own: keeps cookies, and takes the form token from the page that it posts from. */
export function browserAt(
  origin: string,
  site: FastifyInstance,
  cookies: Readonly<Record<string, string>> = {},
) {
  const jar: Record<string, string> = { ...cookies };
  const send = async (request: InjectOptions): Promise<Sent> => {
    const answer = await site.inject(request);
    for (const cookie of answer.cookies) {
      if (cookie.value === '') delete jar[cookie.name];
      else jar[cookie.name] = cookie.value;
    }
    return {
      status: answer.statusCode,
      body: answer.body,
      headers: answer.headers,
      location: answer.headers.location,
      cookies: { ...jar },
    };
  };
  const get = (url: string, headers: Readonly<Record<string, string>> = {}) =>
    send({ method: 'GET', url, cookies: jar, headers: { ...headers } });
  const tokenOf = (body: string): string => /name="csrf" value="([^"]+)"/.exec(body)?.[1] ?? '';
  const post = async (url: string, form: Readonly<Record<string, string>>, from = url): Promise<Sent> => {
    const csrf = tokenOf((await get(from)).body);
    return send({
      method: 'POST',
      url,
      cookies: jar,
      headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ csrf, ...form }).toString(),
    });
  };
  return { get, post, send, jar, tokenOf };
}
