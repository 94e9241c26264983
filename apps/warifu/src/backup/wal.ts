/**
 * A place in the write-ahead log, as PostgreSQL counts it: bytes since the cluster was made. Written `16/B374D848`.
 * @see PostgreSQL manual, "pg_lsn Type"
 */
export type Lsn = bigint;

const LSN = /^([0-9A-F]{1,8})\/([0-9A-F]{1,8})$/i;
const LOW_BITS = 32n;
const LOG_BYTES = 1n << LOW_BITS;

/** Undefined where the text is no place in a log. */
export function lsnOf(text: string): Lsn | undefined {
  const [, high, low] = LSN.exec(text) ?? [];
  return high === undefined || low === undefined
    ? undefined
    : (BigInt(`0x${high}`) << LOW_BITS) | BigInt(`0x${low}`);
}

/** A file of the log: which timeline, and the how manieth of its size. */
export interface Segment {
  readonly timeline: number;
  readonly number: bigint;
}

const SEGMENT = /^([0-9A-F]{8})([0-9A-F]{8})([0-9A-F]{8})$/;
const hex = (value: bigint | number): string => value.toString(16).toUpperCase().padStart(8, '0');

/** `000000010000000A000000FF`: timeline, the upper half of the place, and the number within it. */
export function segmentName({ timeline, number }: Segment, segmentBytes: bigint): string {
  const perLog = LOG_BYTES / segmentBytes;
  return `${hex(timeline)}${hex(number / perLog)}${hex(number % perLog)}`;
}

/** Undefined where the name is not one of a segment. */
export function segmentOf(name: string, segmentBytes: bigint): Segment | undefined {
  const [, timeline, log, low] = SEGMENT.exec(name) ?? [];
  if (timeline === undefined || log === undefined || low === undefined) return undefined;
  const perLog = LOG_BYTES / segmentBytes;
  return {
    timeline: Number.parseInt(timeline, 16),
    number: BigInt(`0x${log}`) * perLog + BigInt(`0x${low}`),
  };
}

/** Where a timeline began: the one before it, and the place where it left it. */
export interface Fork {
  readonly timeline: number;
  readonly at: Lsn;
}

const historyName = (timeline: number): string => `${hex(timeline)}.history`;

/** The forks that lead to a timeline, oldest first, as its history file tells them. */
export function forksOf(history: string): readonly Fork[] {
  return history.split('\n').flatMap((line) => {
    const [timeline, place] = line.trim().split(/\s+/);
    const at = lsnOf(place ?? '');
    return at === undefined || !/^\d+$/.test(timeline ?? '') ? [] : [{ timeline: Number(timeline), at }];
  });
}

/** What a base backup needs, and what the archive has. */
export interface LogSearch {
  readonly from: { readonly timeline: number; readonly lsn: Lsn };
  /** The end of the base backup: without the log up to here it is no database. */
  readonly to: Lsn;
  readonly segmentBytes: bigint;
  /** Names without their ending. */
  readonly names: ReadonlySet<string>;
  /** The histories in the archive by the number of their timeline. */
  readonly histories: ReadonlyMap<number, readonly Fork[]>;
}

/** The segments from a base backup to the end of the archive, in order. */
export interface LogChain {
  /** The timeline that recovery follows. */
  readonly timeline: number;
  readonly segments: readonly string[];
  /** Segments that are not there, though later ones of the same timeline are, or a later timeline needs them. */
  readonly missing: readonly string[];
}

/**
 * Follows the log from a base backup: along its timeline, and over to the newest one that has grown out of it after
 * the backup. A timeline that left before the backup belongs to another life of the bank and is not followed.
 */
export function chainOf(search: LogSearch): LogChain {
  const { from, segmentBytes, names, histories } = search;
  const heirs = [...histories].filter(([, forks]) =>
    forks.some((fork) => fork.timeline === from.timeline && fork.at >= from.lsn),
  );
  const [timeline, forks] = heirs.sort(([a], [b]) => b - a)[0] ?? [from.timeline, []];
  const way = [...forks.filter((fork) => fork.timeline >= from.timeline), { timeline, at: undefined }];
  const segments: string[] = [];
  const missing: string[] = [];
  let number = from.lsn / segmentBytes;
  for (const part of way) {
    const last =
      part.at === undefined
        ? lastOf(part.timeline, search, number)
        : // A fork's own segment stands in the archive under the next timeline, which begins with a copy of it.
          part.at / segmentBytes - 1n;
    for (; number <= last; number += 1n) {
      const name = segmentName({ timeline: part.timeline, number }, segmentBytes);
      (names.has(name) ? segments : missing).push(name);
    }
  }
  return { timeline, segments, missing };
}

/** The last segment of the timeline that is wanted: the last that is there, and at least that of the backup's end. */
function lastOf(timeline: number, { names, segmentBytes, to, from }: LogSearch, at: bigint): bigint {
  let last = timeline === from.timeline ? (to - 1n) / segmentBytes : at;
  for (const name of names) {
    const segment = segmentOf(name, segmentBytes);
    if (segment?.timeline === timeline && segment.number > last) last = segment.number;
  }
  return last;
}

/** What the first page of a segment says of itself. */
export interface SegmentHead {
  readonly place: Lsn;
  readonly systemIdentifier: bigint;
}

const HEAD = { place: 8, systemIdentifier: 24, bytes: 40 } as const;

/**
 * Reads the long page header at the start of a segment: little-endian, as on every machine this runs on.
 * @see PostgreSQL source, `XLogLongPageHeaderData` in src/include/access/xlog_internal.h
 */
export function headOf(page: Buffer): SegmentHead | undefined {
  if (page.length < HEAD.bytes) return undefined;
  return {
    place: page.readBigUInt64LE(HEAD.place),
    systemIdentifier: page.readBigUInt64LE(HEAD.systemIdentifier),
  };
}

export const historyTimelineOf = (name: string): number | undefined => {
  const timeline = Number.parseInt(name, 16);
  return name === historyName(timeline) ? timeline : undefined;
};
