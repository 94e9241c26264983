import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { dropConnection } from '../drop-connection.ts';
import { behaviourOf } from './behaviour.ts';
import type { Counterpart } from './counterpart.ts';
import {
  type Account,
  AccountShape,
  type Payment,
  PaymentShape,
  type Recall,
  RecallShape,
  type ReturnsQuery,
  ReturnsQueryShape,
  type Switch,
  SwitchShape,
} from './shapes.ts';

export interface Switches {
  mode: NonNullable<Switch['mode']>;
  slowMs: number;
  returnAfterSeconds: number;
}

const RETURNS_DEFAULT = 100;

/** 全銀 as the bank sees it, each answer about a payment with the payment's id: name inquiries, payments, returns, and the switch that tests use. */
export function registerZengin(app: FastifyInstance, counterpart: Counterpart, switches: Switches): void {
  const delay = async (accountNumber?: string): Promise<void> => {
    const isSlow =
      switches.mode === 'slow' || (accountNumber !== undefined && behaviourOf(accountNumber) === 'slow');
    if (isSlow) await wait(switches.slowMs);
  };

  app.post<{ Body: Account }>(
    '/zengin/name-inquiries',
    { schema: { body: AccountShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      await delay(request.body.accountNumber);
      return counterpart.inquireName(request.body);
    },
  );

  app.post<{ Body: Payment }>(
    '/zengin/transfers',
    { schema: { body: PaymentShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      await delay(request.body.payee.accountNumber);
      const accepted = await counterpart.accept(request.body);
      if (switches.mode === 'lost') return dropConnection(request, reply);
      if (accepted.outcome === 'conflict') reply.code(409);
      if (accepted.outcome === 'full') reply.code(503);
      return { ...accepted, paymentId: request.body.paymentId };
    },
  );

  app.get<{ Querystring: ReturnsQuery }>(
    '/zengin/returns',
    { schema: { querystring: ReturnsQueryShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      await delay();
      const { after, limit = RETURNS_DEFAULT } = request.query;
      return { returns: await counterpart.listReturns(after, limit) };
    },
  );

  app.post<{ Body: Recall }>('/zengin/recalls', { schema: { body: RecallShape } }, async (request, reply) => {
    if (switches.mode === 'away') return dropConnection(request, reply);
    await delay();
    const asked = await counterpart.recall(request.body.paymentId);
    if (switches.mode === 'lost') return dropConnection(request, reply);
    if (asked.outcome === 'unknown_payment') reply.code(404);
    return { ...asked, paymentId: request.body.paymentId };
  });

  app.get<{ Params: Recall }>(
    '/zengin/recalls/:paymentId',
    { schema: { params: RecallShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      await delay();
      const { paymentId } = request.params;
      const answer = await counterpart.recallAnswer(paymentId);
      return answer === undefined
        ? reply.code(404).send({ answer: 'unknown_recall' })
        : { ...answer, paymentId };
    },
  );

  app.put<{ Body: Switch }>('/zengin/switch', { schema: { body: SwitchShape } }, async (request) => {
    Object.assign(switches, request.body);
    return switches;
  });
  app.get('/zengin/switch', async () => ({ ...switches, ...counterpart.counts() }));
}
