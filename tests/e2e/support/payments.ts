import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A payment as the Zengin counterpart wrote it down before it said that it took it. */
export interface TakenPayment {
  readonly payee: { readonly bankCode: string; readonly branchCode: string; readonly accountNumber: string };
  readonly payeeKana: string;
  readonly senderKana: string;
  /** Whole yen. */
  readonly amount: string;
}

/** All payments that the counterpart ever took, in order. */
export async function listPayments(dataDir: string): Promise<readonly TakenPayment[]> {
  const text = await readFile(join(dataDir, 'networks', 'zengin.jsonl'), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { readonly kind: string; readonly payment?: TakenPayment })
    .flatMap(({ payment }) => (payment === undefined ? [] : [payment]));
}
