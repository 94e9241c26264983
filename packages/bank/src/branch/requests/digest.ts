import { createHash } from 'node:crypto';
import { type Yen, yen } from '@warifu/base';
import type { Paper, ProcedureTerms } from '../request.ts';

/** Always the same text for the same content: keys in their order, yen as digit strings, nothing that is undefined. */
function canonical(value: unknown): string {
  if (typeof value === 'bigint') return JSON.stringify(String(value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
}

/** The terms as they are kept. */
export const encodeTerms = (terms: ProcedureTerms): string => canonical(terms);

type Encoded<T> = { readonly [K in keyof T]: T[K] extends Yen ? string : T[K] };
type Distributed<T> = T extends ProcedureTerms ? Encoded<T> : never;

/** The terms as `encodeTerms` wrote them; the digest beside them proves that nobody else did. */
export function decodeTerms(encoded: unknown): ProcedureTerms {
  const terms = encoded as Distributed<ProcedureTerms>;
  switch (terms.kind) {
    case 'contract_opening':
      return { ...terms, deposit: yen(BigInt(terms.deposit)) };
    case 'limit_change':
      return { ...terms, limit: yen(BigInt(terms.limit)) };
    default:
      return terms;
  }
}

/** What a request says, and who says it: what the checker's code is for. */
export interface Digested {
  readonly requestId: string;
  readonly makerId: string;
  readonly terms: ProcedureTerms;
  readonly paper: Paper;
}

export const digestOf = ({ requestId, makerId, terms, paper }: Digested): Buffer =>
  createHash('sha256').update(canonical({ requestId, makerId, terms, paper })).digest();
