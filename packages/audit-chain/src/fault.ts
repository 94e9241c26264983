import type { LinkedRow } from './queries.ts';
import type { Wing } from './trail.ts';

/** What is wrong with an audit trail: its name for a program, and a sentence for people. */
export interface ChainFault {
  readonly name:
    | 'audit_link_removed'
    | 'audit_row_removed'
    | 'audit_row_changed'
    | 'audit_row_moved'
    | 'audit_row_inserted'
    | 'audit_end_removed'
    | 'audit_rewritten'
    | 'audit_pruning_unsigned'
    | 'audit_pruned_links_changed'
    | 'audit_checkpoint_unsigned';
  readonly sentence: string;
}

const NAMES: Readonly<Record<Wing, string>> = {
  bank: 'the audit trail',
  token: "the authority's audit trail",
};

/** The faults of one wing's trail, in words. */
export function faultsOf(wing: Wing) {
  const trail = NAMES[wing];
  const placeOf = ({ auditId, seq }: LinkedRow) => `Row ${auditId} of ${trail}, link ${seq},`;
  return {
    linkRemoved: (seq: bigint): ChainFault => ({
      name: 'audit_link_removed',
      sentence: `Link ${seq} of ${trail} was taken away.`,
    }),
    rowRemoved: (linked: LinkedRow): ChainFault => ({
      name: 'audit_row_removed',
      sentence: `${placeOf(linked)} was taken away.`,
    }),
    rowChanged: (linked: LinkedRow): ChainFault => ({
      name: 'audit_row_changed',
      sentence: `${placeOf(linked)} is not as it was sealed.`,
    }),
    rowMoved: (linked: LinkedRow, other: LinkedRow): ChainFault => ({
      name: 'audit_row_moved',
      sentence: `${placeOf(linked)} is not where it stood: row ${other.auditId} was sealed there.`,
    }),
    rowInserted: (id: string): ChainFault => ({
      name: 'audit_row_inserted',
      sentence: `Row ${id} of ${trail} stands beside the chain: it was put in later.`,
    }),
    endRemoved: (seq: bigint, lastSeq: bigint): ChainFault => ({
      name: 'audit_end_removed',
      sentence: `A checkpoint vouches for link ${seq} of ${trail}, which ends with ${lastSeq}: its end was taken away, or the database put back to an earlier time.`,
    }),
    rewritten: (seq: bigint): ChainFault => ({
      name: 'audit_rewritten',
      sentence: `Link ${seq} of ${trail} is not the one that its checkpoint vouches for: the chain up to it was written anew.`,
    }),
    pruningUnsigned: (seq: bigint): ChainFault => ({
      name: 'audit_pruning_unsigned',
      sentence: `Rows of ${trail} up to link ${seq} are said to be pruned, and no checkpoint vouches for that.`,
    }),
    prunedLinksChanged: (seq: bigint): ChainFault => ({
      name: 'audit_pruned_links_changed',
      sentence: `The links of the pruned rows of ${trail} up to ${seq} are not those that its checkpoint vouches for.`,
    }),
  } as const;
}
