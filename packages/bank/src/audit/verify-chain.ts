import type { EpochSeconds } from '@warifu/base';
import type { Kysely } from 'kysely';
import type { Fault } from '../ledger/fault.ts';
import type { BankTables } from '../tables.ts';
import { linkOf, madeAtOf, NO_LINK } from './chain.ts';
import { countUnsealed, findLinkByValue, type LinkedRow, listLinked } from './queries.ts';
import { SEALED_WITHIN_MS } from './seal.ts';

const PAGE = 5_000;
const LINK_BYTES = 32;

/**
 * What a look at the whole chain found. `sealed` rows are linked; `unsealed` ones wait for the sealer. The first fault
 * is named by the row and by what is wrong with it.
 */
export interface AuditVerification {
  readonly sealed: number;
  readonly unsealed: number;
  readonly lastSealedAt?: EpochSeconds;
  /** The last link, in hex: written down elsewhere, it shows later that nothing before it was changed. */
  readonly head?: string;
  /** What became of a head that was written down before. */
  readonly noted?: { readonly isPart: false } | { readonly isPart: true; readonly sealedAt: EpochSeconds };
  readonly fault?: Fault;
}

type Seen = Pick<AuditVerification, 'sealed' | 'fault'> & { readonly last: LinkedRow | undefined };

/**
 * Follows the chain from its first link: each row must be there, be as it was sealed, and stand where it stood; and no
 * row may stand beside the chain. Whoever could rewrite the whole chain is found out by a head noted before.
 *
 * @param notedHead as it was written down, 64 hexadecimal digits
 */
export async function verifyChain(db: Kysely<BankTables>, notedHead?: string): Promise<AuditVerification> {
  const { sealed, last, fault } = await followLinks(db);
  const { unsealed, oldestId } = await countUnsealed(db);
  const inserted = fault ?? judgeUnsealed(oldestId, last);
  const noted = notedHead === undefined ? undefined : Buffer.from(notedHead.trim(), 'hex');
  const found =
    noted?.length === LINK_BYTES && last !== undefined
      ? await findLinkByValue(db, noted, last.seq)
      : undefined;
  return {
    sealed,
    unsealed,
    ...(last === undefined ? {} : { lastSealedAt: last.sealedAt, head: last.link.toString('hex') }),
    ...(noted === undefined
      ? {}
      : { noted: found === undefined ? { isPart: false } : { isPart: true, sealedAt: found.sealedAt } }),
    ...(inserted === undefined ? {} : { fault: inserted }),
  };
}

async function followLinks(db: Kysely<BankTables>): Promise<Seen> {
  let seq = 0n;
  let link: Buffer = NO_LINK;
  let last: LinkedRow | undefined;
  for (;;) {
    const page = await listLinked(db, seq, PAGE);
    for (const linked of page) {
      const fault = judgeLink(link, seq + 1n, linked);
      if (fault !== undefined) return { sealed: Number(seq), last, fault };
      ({ seq, link } = linked);
      last = linked;
    }
    if (page.length < PAGE) return { sealed: Number(seq), last };
  }
}

/** What is wrong with a link that follows `before` at the place `seq`, if anything is. */
function judgeLink(before: Buffer, seq: bigint, linked: LinkedRow): Fault | undefined {
  if (linked.seq !== seq) {
    return { name: 'audit_link_removed', sentence: `Link ${seq} of the audit trail was taken away.` };
  }
  if (linked.row === undefined) {
    return {
      name: 'audit_row_removed',
      sentence: `Row ${linked.auditId} of the audit trail, link ${seq}, was taken away.`,
    };
  }
  if (linkOf(before, seq, linked.row).equals(linked.link)) return undefined;
  return {
    name: 'audit_row_changed',
    sentence: `Row ${linked.auditId} of the audit trail, link ${seq}, is not as it was sealed, or not where it stood.`,
  };
}

/** A row long past its time without a link was put in behind the sealer's back. */
function judgeUnsealed(oldestId: string | undefined, last: LinkedRow | undefined): Fault | undefined {
  if (oldestId === undefined || last === undefined) return undefined;
  if (madeAtOf(oldestId) >= madeAtOf(last.auditId) - SEALED_WITHIN_MS) return undefined;
  return {
    name: 'audit_row_inserted',
    sentence: `Row ${oldestId} of the audit trail stands beside the chain: it was put in later.`,
  };
}
