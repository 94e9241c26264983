import Fastify, { type FastifyInstance } from 'fastify';
import { openLog } from '../../apps/warifu/src/watch/log.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import { type Target, targetOf } from './target.ts';
import { around } from './values.ts';

/** What each planted fault must be found by. */
export const PLANTED = {
  nul: 'answered 500',
  uuid: 'answered 500',
  'log-secret': 'a secret is in the log',
  'log-error': 'an error was logged',
  silent: 'no answer within',
} as const;
type Planted = keyof typeof PLANTED;

const KEPT_OCTETS = 65_536;
const GOOD = ['見本', 'Kawara-no-tsuki-7', '01900000-0000-7000-8000-000000000000'];

/**
 * A site with one fault behind each of its routes, as somebody might write them tomorrow; built for the fuzz alone. What
 * does not find these is blind, and its silence about the product says nothing.
 */
export function buildPlanted(
  { query }: Pick<IntrudersGround, 'query'>,
  sink: { readonly write: (line: string) => void },
): FastifyInstance {
  const app = Fastify({ logger: openLog({ logLevel: 'info' }, undefined, sink).forSite('planted') });
  const typedIn = (body: unknown): string =>
    String((body as { readonly value?: unknown } | null)?.value ?? '');
  app.post('/nul', async ({ body }) => {
    if (typedIn(body).includes('\0')) throw new Error('a text of C ends here');
    return 'taken';
  });
  app.post('/uuid', async ({ body }) => query('select $1::uuid', [typedIn(body)]));
  app.post('/log-secret', async ({ body, log }) => {
    log.info(`somebody typed ${typedIn(body)}`);
    return 'taken';
  });
  app.post('/log-error', async ({ body, log }) => {
    if (typedIn(body).length > 40) log.error('this is long');
    return 'taken';
  });
  app.post('/silent', async ({ body }, reply) => (typedIn(body) === '__proto__' ? reply.hijack() : 'taken'));
  const kept: Buffer[] = [];
  app.post('/kept', async () => {
    kept.push(Buffer.alloc(KEPT_OCTETS));
    return { kept: kept.length };
  });
  return app;
}

const targetAt = (app: FastifyInstance, path: string): Target =>
  targetOf<string>({
    name: `planted ${path}`,
    group: 'planted',
    inputs: around(GOOD),
    send: async (value) =>
      (await app.inject({ method: 'POST', url: `/${path}`, payload: { value } })).statusCode,
    secretsOf: (value) => [value],
  });

export const plantedTarget = (app: FastifyInstance, planted: Planted): Target => targetAt(app, planted);
/** Answers well each time, and keeps a little more. */
export const growingTarget = (app: FastifyInstance): Target => targetAt(app, 'kept');
