/** What the operator can put right: told in one sentence, without a stack, and the process ends with 1. */
export class PlainFault extends Error {
  override readonly name = 'PlainFault';
}

/** The system's code of an error (`ENOENT`, `EADDRINUSE`, or an SQLSTATE), where it has one. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
