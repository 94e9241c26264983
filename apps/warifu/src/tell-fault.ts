import { messageOf } from './plain-fault.ts';

/** Says on the error output what went wrong beside the requests: a job, the key file. Never with a secret in it. */
export function tellFault(what: string, error: unknown): void {
  process.stderr.write(`${new Date().toISOString()} ${what}: ${messageOf(error)}\n`);
}
