import { join } from 'node:path';
import type { Clock } from '@warifu/base';
import Fastify, { type FastifyInstance } from 'fastify';
import { openMailbox } from './mailbox/mailbox.ts';
import { counterpartPage, mailboxPage, mailPage, notFoundPage, STYLE } from './pages.ts';
import { openCounterpart as openPayEasy } from './pay-easy/counterpart.ts';
import { registerPayEasy } from './pay-easy/routes.ts';
import { openCounterpart } from './zengin/counterpart.ts';
import { registerZengin, type Switches } from './zengin/routes.ts';

export interface NetworksOptions {
  /** What was accepted is kept here. */
  readonly folder: string;
  readonly clock: Clock;
  /** Loopback alone: whoever reaches these pages reads the demo's mails. */
  readonly host: '127.0.0.1';
  /** 0: any free one. */
  readonly smtpPort: number;
  /** 20 s by default, so that a visitor sees it happen. */
  readonly returnAfterSeconds?: number;
  readonly slowMs?: number;
}

export interface Networks {
  readonly app: FastifyInstance;
  readonly smtpPort: number;
  readonly close: () => Promise<void>;
}

const BODY_BYTES_MAX = 10_000;
const HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]', 'networks.localhost']);

/** The other side of the bank's networks: 全銀 with all other banks behind it, the billers, and the demo's mailbox. */
export async function buildNetworks(options: NetworksOptions): Promise<Networks> {
  const switches: Switches = {
    mode: 'normal',
    slowMs: options.slowMs ?? 3_000,
    returnAfterSeconds: options.returnAfterSeconds ?? 20,
  };
  const counterpart = await openCounterpart({
    file: join(options.folder, 'zengin.jsonl'),
    clock: options.clock,
    returnAfterSeconds: () => switches.returnAfterSeconds,
  });
  const payEasy = await openPayEasy({
    file: join(options.folder, 'pay-easy.jsonl'),
    clock: options.clock,
  });
  const mailbox = await openMailbox({
    file: join(options.folder, 'mailbox.jsonl'),
    clock: options.clock,
    host: options.host,
    port: options.smtpPort,
  });
  const app = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    // A page elsewhere that points its own name at this machine must not read the mails.
    if (!HOSTS.has(request.host.replace(/:\d+$/, ''))) return reply.code(421).send('Misdirected Request');
    reply.header('content-security-policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'");
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
    return undefined;
  });
  registerZengin(app, counterpart, switches);
  registerPayEasy(app, payEasy, { mode: 'normal', slowMs: switches.slowMs });
  const html = 'text/html; charset=utf-8';
  app.get('/', (_request, reply) => reply.type(html).send(counterpartPage()));
  app.get('/style.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  app.get('/mailbox', (_request, reply) => reply.type(html).send(mailboxPage(mailbox.listMails())));
  app.get('/mailbox.json', async () => ({ mails: mailbox.listMails() }));
  app.get<{ Params: { mailNumber: string } }>('/mailbox/:mailNumber', (request, reply) => {
    const mail = mailbox.findMail(Number(request.params.mailNumber));
    if (mail === undefined) return reply.code(404).type(html).send(notFoundPage());
    return reply.type(html).send(mailPage(mail));
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).type(html).send(notFoundPage()));
  return {
    app,
    smtpPort: mailbox.port,
    close: async () => {
      await app.close();
      await mailbox.close();
      await counterpart.close();
      await payEasy.close();
    },
  };
}
