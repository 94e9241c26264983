import type { FastifyReply, FastifyRequest } from 'fastify';

/** Answers as a network does that is away: not at all. */
export function dropConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}
