import { createHash, type Hash } from 'node:crypto';
import type { EpochSeconds } from '@warifu/base';
import { linkOf, madeAtOf, NO_LINK } from './chain.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type ChainFault, faultsOf } from './fault.ts';
import type { LinkedRow, Pruned, Unsealed } from './queries.ts';
import { SEALED_WITHIN_MS } from './seal.ts';
import type { Wing } from './trail.ts';

/** A whole chain with its rows, from a database in one snapshot or from an exported file. */
export interface ChainSource {
  readonly wing: Wing;
  readonly links: AsyncIterable<readonly LinkedRow[]>;
  /** What the database says of its prunings. */
  readonly pruned: Pruned | undefined;
  /** Asked after the links were followed. */
  readonly findUnsealed: () => Promise<Unsealed>;
}

/** What the chain is held against, from elsewhere. */
export interface Held {
  /** A head that was written down before. */
  readonly head?: Buffer;
  /** Checkpoints of this wing with good signatures. Undefined: none were given, and prunings are taken at their word. */
  readonly checkpoints?: readonly Checkpoint[];
}

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
  /** Rows that a pruning took, up to this link. */
  readonly pruned?: { readonly throughSeq: number; readonly rows: number };
  /** How many checkpoints the chain was held against. */
  readonly checkpoints?: number;
  readonly fault?: ChainFault;
}

interface Seen {
  readonly last: LinkedRow | undefined;
  readonly notedAt: EpochSeconds | undefined;
  readonly fault: ChainFault | undefined;
}

/**
 * Follows the chain from its first link: each row must be there, be as it was sealed, and stand where it stood; no row
 * may stand beside the chain; and at every checkpoint the link must be the one that was signed. Whoever rewrote the
 * whole chain is found out by a head or a checkpoint.
 */
export async function followChain(source: ChainSource, held: Held = {}): Promise<AuditVerification> {
  const { wing, pruned } = source;
  const { checkpoints, head } = held;
  const { last, notedAt, fault } = await followLinks(source, held);
  const { unsealed, oldestId } = await source.findUnsealed();
  const found = fault ?? judgeEnd(wing, checkpoints, last) ?? judgeUnsealed(wing, oldestId, last);
  return {
    sealed: Number(last?.seq ?? 0n),
    unsealed,
    ...(last === undefined ? {} : { lastSealedAt: last.sealedAt, head: last.link.toString('hex') }),
    ...(head === undefined
      ? {}
      : { noted: notedAt === undefined ? { isPart: false } : { isPart: true, sealedAt: notedAt } }),
    ...(pruned === undefined
      ? {}
      : { pruned: { throughSeq: Number(pruned.throughSeq), rows: Number(pruned.rows) } }),
    ...(checkpoints === undefined ? {} : { checkpoints: checkpoints.length }),
    ...(found === undefined ? {} : { fault: found }),
  };
}

async function followLinks(source: ChainSource, { head, checkpoints }: Held): Promise<Seen> {
  const faults = faultsOf(source.wing);
  const vouched = Map.groupBy(checkpoints ?? [], ({ seq }) => seq);
  const prunedThrough = source.pruned?.throughSeq ?? 0n;
  const signedThrough = (checkpoints ?? [])
    .filter(({ kind }) => kind === 'pruned')
    .reduce((most, { seq }) => (seq > most ? seq : most), 0n);
  const links = createHash('sha256');
  let before: Pick<LinkedRow, 'seq' | 'link'> = { seq: 0n, link: NO_LINK };
  let last: LinkedRow | undefined;
  let notedAt: EpochSeconds | undefined;
  const ended = (fault?: ChainFault): Seen => ({ last, notedAt, fault });

  if (checkpoints !== undefined && prunedThrough > signedThrough)
    return ended(faults.pruningUnsigned(prunedThrough));
  for await (const page of source.links) {
    for (const linked of page) {
      const fault = judgeLink(source.wing, before, linked, page, prunedThrough);
      if (fault !== undefined) return ended(fault);
      links.update(linked.link);
      const broken = judgeVouched(source.wing, linked, links, vouched.get(linked.seq));
      if (broken !== undefined) return ended(broken);
      if (head?.equals(linked.link)) notedAt = linked.sealedAt;
      before = linked;
      last = linked;
    }
  }
  return ended();
}

/** What is wrong with the link that follows `before`, if anything is. The others of its page tell what was moved. */
function judgeLink(
  wing: Wing,
  before: Pick<LinkedRow, 'seq' | 'link'>,
  linked: LinkedRow,
  page: readonly LinkedRow[],
  prunedThrough: bigint,
): ChainFault | undefined {
  const faults = faultsOf(wing);
  const seq = before.seq + 1n;
  if (linked.seq !== seq) return faults.linkRemoved(seq);
  if (linked.row === undefined) return seq <= prunedThrough ? undefined : faults.rowRemoved(linked);
  if (linkOf(before.link, seq, linked.row).equals(linked.link)) return undefined;
  const sealedHere = page.find((other) => {
    if (other.row === undefined || other === linked) return false;
    const link = linkOf(before.link, seq, other.row);
    return link.equals(linked.link) || link.equals(other.link);
  });
  return sealedHere === undefined ? faults.rowChanged(linked) : faults.rowMoved(linked, sealedHere);
}

function judgeVouched(
  wing: Wing,
  { seq, link }: LinkedRow,
  links: Hash,
  checkpoints: readonly Checkpoint[] = [],
): ChainFault | undefined {
  for (const checkpoint of checkpoints) {
    if (!checkpoint.link.equals(link)) return faultsOf(wing).rewritten(seq);
    const { linksDigest } = checkpoint;
    if (linksDigest !== undefined && !linksDigest.equals(links.copy().digest()))
      return faultsOf(wing).prunedLinksChanged(seq);
  }
  return undefined;
}

/** A checkpoint beyond the end of the chain: there was more once. */
function judgeEnd(
  wing: Wing,
  checkpoints: readonly Checkpoint[] = [],
  last: LinkedRow | undefined,
): ChainFault | undefined {
  const lastSeq = last?.seq ?? 0n;
  const beyond = checkpoints.find(({ seq }) => seq > lastSeq);
  return beyond === undefined ? undefined : faultsOf(wing).endRemoved(beyond.seq, lastSeq);
}

/** A row long past its time without a link was put in behind the sealer's back. */
function judgeUnsealed(
  wing: Wing,
  oldestId: string | undefined,
  last: LinkedRow | undefined,
): ChainFault | undefined {
  if (oldestId === undefined || last === undefined) return undefined;
  if (madeAtOf(oldestId) >= madeAtOf(last.auditId) - SEALED_WITHIN_MS) return undefined;
  return faultsOf(wing).rowInserted(oldestId);
}
