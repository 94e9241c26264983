import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dropConnection } from '../drop-connection.ts';
import { behaviourOf } from './behaviour.ts';
import { findBiller, statedOf } from './billers.ts';
import type { Counterpart } from './counterpart.ts';
import { payEasyPage } from './page.ts';
import {
  type BillerQuery,
  BillerQueryShape,
  type BillNumbers,
  BillNumbersShape,
  type Payment,
  type PaymentQuery,
  PaymentQueryShape,
  PaymentShape,
  type Switch,
  SwitchShape,
} from './shapes.ts';

export interface PayEasySwitches {
  mode: NonNullable<Switch['mode']>;
  slowMs: number;
}

/** Who has not given up by then is cut off: nobody waits for ever. */
const SILENCE_MS = 60_000;

/** Says nothing and keeps the connection, as a network does that has lost its answer. */
function keepSilent(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  const { socket } = request.raw;
  const late = setTimeout(() => socket.destroy(), SILENCE_MS);
  socket.once('close', () => clearTimeout(late));
  return reply;
}

/** Pay-easy as the bank sees it: billers, bills, payments and their outcomes, and the switch that tests use. */
export function registerPayEasy(
  app: FastifyInstance,
  counterpart: Counterpart,
  switches: PayEasySwitches,
): void {
  const delay = async (paymentNumber?: string): Promise<void> => {
    const isSlow =
      switches.mode === 'slow' || (paymentNumber !== undefined && behaviourOf(paymentNumber) === 'slow');
    if (isSlow) await wait(switches.slowMs);
  };

  app.get<{ Params: BillerQuery }>(
    '/pay-easy/billers/:billerNumber',
    { schema: { params: BillerQueryShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      await delay();
      const biller = findBiller(request.params.billerNumber);
      return biller === undefined
        ? { outcome: 'biller_unknown' }
        : { outcome: 'found', biller: statedOf(biller) };
    },
  );

  app.post<{ Body: BillNumbers }>(
    '/pay-easy/inquiries',
    { schema: { body: BillNumbersShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      await delay(request.body.paymentNumber);
      return counterpart.inquire(request.body);
    },
  );

  app.post<{ Body: Payment }>(
    '/pay-easy/payments',
    { schema: { body: PaymentShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      const { paymentId, bill } = request.body;
      await delay(bill.paymentNumber);
      const isFirst = (await counterpart.ask(paymentId)).outcome === 'unknown';
      const answer = await counterpart.pay(request.body);
      if (switches.mode === 'lost') return dropConnection(request, reply);
      if (switches.mode === 'silent') return keepSilent(request, reply);
      if (isFirst && answer.outcome === 'paid' && behaviourOf(bill.paymentNumber) === 'silent')
        return keepSilent(request, reply);
      if (answer.outcome === 'conflict') reply.code(409);
      if (answer.outcome === 'full') reply.code(503);
      return { ...answer, paymentId };
    },
  );

  app.get<{ Params: PaymentQuery }>(
    '/pay-easy/payments/:paymentId',
    { schema: { params: PaymentQueryShape } },
    async (request, reply) => {
      if (switches.mode === 'away') return dropConnection(request, reply);
      await delay();
      const { paymentId } = request.params;
      return { ...(await counterpart.ask(paymentId)), paymentId };
    },
  );

  app.put<{ Body: Switch }>('/pay-easy/switch', { schema: { body: SwitchShape } }, async (request) => {
    Object.assign(switches, request.body);
    return switches;
  });
  app.get('/pay-easy/switch', async () => ({ ...switches, ...counterpart.counts() }));

  app.get('/pay-easy', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(payEasyPage(counterpart)),
  );
}
