import { randomBytes } from 'node:crypto';
import {
  answerProvision,
  newTokenId,
  type ProvisionReply,
  verifyLifecycle,
  verifyProvision,
} from '@warifu/provisioning';
import Fastify, { type FastifyReply } from 'fastify';
import { tokenApp } from '../src/index.ts';

/** How the authority behaves until told otherwise. */
type Mood = 'well' | 'away' | 'busy' | 'refusing' | 'tampered' | 'answer_lost';

/** A token app's site with an authority that provisions by the real protocol and keeps everything in memory. */
export interface AuthorityFixture {
  readonly url: string;
  /** Secrets by token ID, to compute the codes that the app must show. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** Tokens that their devices gave up. */
  readonly givenUp: ReadonlySet<string>;
  /** Names of the services that every token is registered with. */
  readonly services: string[];
  /** What every token has left. */
  readonly departures: { readonly service: string; readonly why: string; readonly leftAt: number }[];
  /** What devices asked about their tokens, in order. */
  readonly questions: string[];
  /** Requests that came to `POST /v1/tokens`, as they came. */
  readonly requests: readonly unknown[];
  /** Authority's clock minus the machine's, in milliseconds. */
  setClock(offsetMs: number): void;
  setMood(mood: Mood): void;
  close(): Promise<void>;
}

export async function openAuthorityFixture(publicDirectory: string, port = 0): Promise<AuthorityFixture> {
  const secrets = new Map<string, Uint8Array>();
  const replies = new Map<string, ProvisionReply>();
  const devices = new Map<string, Uint8Array>();
  const givenUp = new Set<string>();
  const services: string[] = [];
  const departures: AuthorityFixture['departures'] = [];
  const questions: string[] = [];
  const requests: unknown[] = [];
  let offsetMs = 0;
  let mood: Mood = 'well';
  const now = () => Date.now() + offsetMs;

  const provision = async (wire: unknown): Promise<ProvisionReply | undefined> => {
    const request = await verifyProvision(wire);
    if (request.outcome === 'refused') return undefined;
    const device = Buffer.from(request.devicePublicKey).toString('hex');
    const given = replies.get(device);
    if (given) return given;
    const serverTime = Math.floor(now() / 1_000);
    const terms = {
      tokenId: newTokenId(request.form, randomBytes),
      serverTime,
      expiresAt: serverTime + 30 * 86_400,
    };
    const { reply, secret } = await answerProvision(request, terms);
    secrets.set(reply.tokenId, secret);
    replies.set(device, reply);
    devices.set(reply.tokenId, request.devicePublicKey);
    return reply;
  };

  const site = Fastify({ forceCloseConnections: true });
  site.get('/v1/time', async () => ({ epochMs: now() }));
  site.post('/v1/tokens', async (request, reply: FastifyReply) => {
    requests.push(request.body);
    if (mood === 'away') return reply.hijack().raw.destroy();
    if (mood === 'busy') return reply.code(429).header('retry-after', '7').send({});
    if (mood === 'refusing') return reply.code(422).send({});
    const answer = await provision(request.body);
    if (mood === 'answer_lost') return reply.hijack().raw.destroy();
    if (answer === undefined) return reply.code(400).send({});
    return reply.code(201).send(mood === 'tampered' ? { ...answer, tokenId: 'WRSD00000000' } : answer);
  });
  site.post<{ Params: { tokenId: string } }>(
    '/v1/tokens/:tokenId/device-requests',
    async (request, reply) => {
      const { tokenId } = request.params;
      const asked = await verifyLifecycle(request.body, devices.get(tokenId) ?? new Uint8Array());
      if (asked.outcome === 'refused' || Math.abs(asked.at - now() / 1_000) > 60)
        return reply.code(403).send({});
      questions.push(asked.action);
      if (asked.action === 'list-departures')
        return { outcome: 'moved_on', departures, isRegistered: services.length > 0 };
      if (asked.action === 'list-services') return { outcome: 'listed', services };
      givenUp.add(tokenId);
      return { outcome: 'deleted' };
    },
  );
  await site.register(tokenApp, { publicDirectory, isHttps: false, isDemo: true });
  const address = await site.listen({ host: '127.0.0.1', port });

  return {
    url: `http://token.localhost:${new URL(address).port}`,
    secrets,
    givenUp,
    services,
    departures,
    questions,
    requests,
    setClock: (next) => {
      offsetMs = next;
    },
    setMood: (next) => {
      mood = next;
    },
    close: () => site.close(),
  };
}
