import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import {
  type ChainSource,
  chainIn,
  type LinkedRow,
  listWaiting,
  type Trail,
  WINGS,
  type Wing,
} from '@warifu/audit-chain';
import { epochSeconds } from '@warifu/base';
import type { Tx } from '@warifu/pg';
import { codeOf, PlainFault } from '../plain-fault.ts';

const FORMAT = 'warifu/audit/v1';
const MODE = 0o600;

/** The first line of an export. */
interface Head {
  readonly format: typeof FORMAT;
  readonly wing: Wing;
  readonly pruned: { readonly throughSeq: string; readonly rows: string } | null;
}

/** A link with its row; `columns` is null where the row is gone. */
interface LinkLine {
  readonly seq: string;
  readonly id: string;
  readonly link: string;
  readonly sealedAt: number;
  readonly columns: readonly (string | null)[] | null;
}

/** The last line: rows that no link seals yet. */
interface Tail {
  readonly waiting: number;
  readonly oldestId: string | null;
}

/**
 * Writes a whole trail into a new file, a line of JSON for each link, from one snapshot. Its rows are as confidential
 * as the trail: the file is its owner's alone.
 */
export async function exportTrail(
  tx: Tx<unknown>,
  trail: Trail,
  path: string,
): Promise<{ readonly links: number; readonly waiting: number }> {
  const file = await openNew(path);
  try {
    const write = (lines: readonly unknown[]) =>
      file.writeFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const source = await chainIn(tx, trail);
    const { pruned } = source;
    await write([
      {
        format: FORMAT,
        wing: trail.wing,
        pruned: pruned && { throughSeq: String(pruned.throughSeq), rows: String(pruned.rows) },
      },
    ]);
    let links = 0;
    for await (const page of source.links) {
      await write(page.map(lineOf));
      links += page.length;
    }
    const waiting = await listWaiting(tx, trail);
    const { unsealed, oldestId } = await source.findUnsealed();
    await write([
      ...waiting.map(({ columns }) => ({ columns })),
      { waiting: unsealed, oldestId: oldestId ?? null },
    ]);
    await file.sync();
    return { links, waiting: unsealed };
  } finally {
    await file.close();
  }
}

async function openNew(path: string) {
  try {
    return await open(path, 'wx', MODE);
  } catch (error) {
    throw new PlainFault(
      codeOf(error) === 'EEXIST'
        ? `${path} is there already: an export is not written over.`
        : `${path} cannot be written (${codeOf(error) ?? 'unknown fault'}).`,
    );
  }
}

const lineOf = ({ seq, auditId, link, sealedAt, row }: LinkedRow): LinkLine => ({
  seq: String(seq),
  id: auditId,
  link: link.toString('hex'),
  sealedAt,
  columns: row?.columns ?? null,
});

const PAGE = 5_000;

/** An exported trail, to be followed like one in a database: read line by line, so that it may be of any size. */
export async function chainInFile(path: string): Promise<ChainSource> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
  let place = 0;
  const next = async (): Promise<unknown> => {
    place += 1;
    try {
      const { done, value } = await lines.next();
      return done ? undefined : JSON.parse(value);
    } catch (error) {
      throw new PlainFault(
        `${path}:${place} is not a line of an exported trail (${codeOf(error) ?? 'no JSON'}).`,
      );
    }
  };
  const head = (await next()) as Head | undefined;
  const wing = WINGS.find((one) => one === head?.wing);
  if (head?.format !== FORMAT || wing === undefined)
    throw new PlainFault(`${path} is not an exported audit trail.`);
  let tail: Tail | undefined;
  const links = async function* (): AsyncGenerator<readonly LinkedRow[]> {
    let page: LinkedRow[] = [];
    for (;;) {
      const line = (await next()) as Partial<LinkLine & Tail> | undefined;
      if (line === undefined) throw new PlainFault(`${path} ends before its last line: it is not whole.`);
      if (isLink(line)) page.push(linkedOf(line));
      else if (isTail(line)) tail = line;
      if (page.length === PAGE || tail !== undefined) {
        yield page;
        page = [];
      }
      if (tail !== undefined) return;
    }
  };
  return {
    wing,
    links: links(),
    pruned: head.pruned
      ? { throughSeq: BigInt(head.pruned.throughSeq), rows: BigInt(head.pruned.rows) }
      : undefined,
    // Where the chain is broken, its end was not read.
    findUnsealed: async () => ({ unsealed: tail?.waiting ?? 0, oldestId: tail?.oldestId ?? undefined }),
  };
}

const isLink = (line: Partial<LinkLine>): line is LinkLine =>
  typeof line.seq === 'string' && typeof line.id === 'string' && typeof line.link === 'string';
const isTail = (line: Partial<Tail>): line is Tail => typeof line.waiting === 'number';

const linkedOf = ({ seq, id, link, sealedAt, columns }: LinkLine): LinkedRow => ({
  seq: BigInt(seq),
  auditId: id,
  link: Buffer.from(link, 'hex'),
  sealedAt: epochSeconds(sealedAt),
  row: columns === null ? undefined : { auditId: id, columns },
});
