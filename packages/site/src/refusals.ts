import type { FastifyRequest } from 'fastify';
import type { Answer } from './answer.ts';

/** Who asks, as the log names him: ids of ours that say nothing to anybody else. */
export type Who = Readonly<Record<string, string>>;

/** `object`: not the asker's, or no more; which of the two, nobody who asks is told, and the log need not know. */
type RefusedFor = 'origin' | 'form_token' | 'role' | 'object';

const NOT_THEIRS = new Set([403, 404, 410]);
const hasObject = (path: string): boolean => /:\w+Id\b/.test(path);

/** A line of the log for an authorisation that was refused. Nothing that was typed is in it. */
export const noteRefusal = (request: FastifyRequest, refused: RefusedFor, who: Who = {}): void =>
  request.log.warn({ req: request, refused, ...who }, 'authorisation refused');

/** The same, where a flow answered that the object of an address is not there for whoever asks. */
export function noteUnknownObject(
  request: FastifyRequest,
  path: string,
  answer: Answer<string>,
  who: Who | undefined,
): void {
  if (who === undefined || !hasObject(path)) return;
  const isRefused = answer.kind === 'unknown' || (answer.kind === 'page' && NOT_THEIRS.has(answer.status));
  if (isRefused) noteRefusal(request, 'object', who);
}
