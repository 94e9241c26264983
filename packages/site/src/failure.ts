import type { FastifyError } from 'fastify';

/** What went wrong outside every flow, and the status it is told with. */
export type Failure =
  | 'form_unreadable'
  | 'origin_refused'
  | 'form_stale'
  | 'not_found'
  | 'too_many'
  | 'our_fault'
  | 'away';

export const FAILURE_STATUS: Readonly<Record<Failure, number>> = {
  form_unreadable: 400,
  origin_refused: 403,
  form_stale: 403,
  not_found: 404,
  too_many: 429,
  our_fault: 500,
  away: 503,
};

/** Errors that pass by themselves: the work may be sent again without harm. */
const PASSING = new Set(['Overloaded', 'AuthorityUnavailable', 'NetworkUnavailable']);
/** PostgreSQL: connection lost, shutting down, starting, out of connections, time-outs, deadlock, serialization. */
const PASSING_SQL = /^(?:08|57P0|53|55P03|57014|40001|40P01)/;
const PASSING_NET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT']);

/** Which failure an error that nobody caught is. */
export function failureOf(error: FastifyError): Failure {
  if (error.statusCode === 429) return 'too_many';
  if (error.statusCode === 503 || PASSING.has(error.name)) return 'away';
  if (error.validation !== undefined || (error.statusCode ?? 500) < 500) return 'form_unreadable';
  const code = error.code ?? '';
  if (PASSING_SQL.test(code) || PASSING_NET.has(code) || /timeout|terminated/i.test(error.message))
    return 'away';
  return 'our_fault';
}
