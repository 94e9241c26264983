import { createPublicKey, type KeyObject } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type AuditVerification,
  type ChainSource,
  chainIn,
  followChain,
  inSnapshot,
  type PruneOutcome,
  pruneTrail,
  WINGS,
  type Wing,
} from '@warifu/audit-chain';
import { epochSeconds, systemClock } from '@warifu/base';
import { openDatabase, type Tx } from '@warifu/pg';
import { readPublicKey } from '../audit/checkpoint-key.ts';
import { chainInFile, exportTrail } from '../audit/export.ts';
import { openCheckpoints, TRAILS } from '../audit/open-audit.ts';
import { type ReadCheckpoints, readCheckpoints } from '../audit/read-checkpoints.ts';
import { readSettings } from '../config.ts';
import { judgeRole } from '../database/judge-role.ts';
import { type Reached, reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';
import { withOwner } from './with-bank.ts';

const USAGE = `warifu audit takes
  verify [--wing bank|token] [--export FILE] [--checkpoints DIR --public-key FILE …]
  export --wing bank|token FILE
  prune --wing bank|token --before YYYY-MM-DD`;

const OPTIONS = {
  wing: { type: 'string' },
  export: { type: 'string', multiple: true },
  checkpoints: { type: 'string' },
  'public-key': { type: 'string', multiple: true },
  before: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** The audit trails: `verify` proves them, `export` writes one out, `prune` takes old rows away. 監査記録 */
export async function audit(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  const [act, file, ...more] = positionals;
  if (more.length > 0) throw new PlainFault(USAGE);
  if (act === 'verify' && file === undefined) return verify(values);
  if (act === 'export' && file !== undefined) return write(wingOf(values), resolve(file));
  if (act === 'prune' && file === undefined) return prune(wingOf(values), beforeOf(values));
  throw new PlainFault(USAGE);
}

function wingOf({ wing }: Values): Wing {
  const found = WINGS.find((one) => one === wing);
  if (found === undefined) throw new PlainFault(`--wing takes ${WINGS.join(' or ')}.`);
  return found;
}

function beforeOf({ before }: Values) {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(before ?? '') ? Date.parse(`${before}T00:00:00+09:00`) : Number.NaN;
  if (Number.isNaN(ms)) throw new PlainFault('--before takes a day, YYYY-MM-DD, as its midnight in Japan.');
  return epochSeconds(ms / 1_000);
}

async function verify(values: Values): Promise<void> {
  const held = await heldOf(values);
  const files = values.export ?? [];
  let isGood = true;
  const tell = async (source: ChainSource): Promise<void> => {
    const checkpoints = held?.checkpoints.filter(({ wing }) => wing === source.wing);
    const found = await followChain(source, checkpoints === undefined ? {} : { checkpoints });
    const fault = held?.fault ?? found.fault;
    isGood &&= fault === undefined;
    if (fault !== undefined) process.stderr.write(`${fault.name}: ${fault.sentence}\n`);
    else process.stdout.write(goodSentenceOf(source.wing, found));
  };
  if (files.length > 0) for (const file of files) await tell(await chainInFile(resolve(file)));
  else {
    const wings = values.wing === undefined ? WINGS : [wingOf(values)];
    await withSealer(async (tx) => {
      for (const wing of wings) await tell(await chainIn(tx, TRAILS[wing]));
    });
  }
  if (!isGood) process.exitCode = 1;
}

async function heldOf(values: Values): Promise<ReadCheckpoints | undefined> {
  const { checkpoints, 'public-key': keyFiles = [] } = values;
  if (checkpoints === undefined && keyFiles.length === 0) return undefined;
  if (checkpoints === undefined || keyFiles.length === 0)
    throw new PlainFault('--checkpoints DIR and --public-key FILE go together.');
  const keys = await Promise.all(keyFiles.map((file) => readPublicKey(resolve(file))));
  return readCheckpoints(resolve(checkpoints), keys);
}

function goodSentenceOf(wing: Wing, found: AuditVerification): string {
  const { sealed, unsealed, pruned, checkpoints } = found;
  const held =
    checkpoints === undefined ? 'held against no checkpoints' : `held against ${checkpoints} checkpoints`;
  const gone = pruned ? `; ${pruned.rows} rows up to link ${pruned.throughSeq} were pruned` : '';
  return `${wing}: ${sealed} links follow each other, ${unsealed} rows wait for one, ${held}${gone}.\n`;
}

async function write(wing: Wing, file: string): Promise<void> {
  const { links, waiting } = await withSealer((tx) => exportTrail(tx, TRAILS[wing], file));
  process.stdout.write(`Wrote ${links} links of ${wing} and ${waiting} rows without one to ${file}.\n`);
}

/** One snapshot, read as the sealer, who sees the trails and nothing else. */
async function withSealer<T>(work: (tx: Tx<unknown>) => Promise<T>): Promise<T> {
  return withReached(['audit_sealer'], async (reached) => {
    const url = reached.urlFor('audit_sealer');
    await judgeRole(url);
    const database = openDatabase<unknown>({
      connectionString: url,
      applicationName: 'warifu audit',
      connectionsMax: 1,
    });
    try {
      return await inSnapshot(database, work);
    } finally {
      await database.close();
    }
  });
}

async function withReached<T>(
  roles: readonly ['audit_sealer'],
  work: (reached: Reached) => Promise<T>,
): Promise<T> {
  const reached = await reachDatabase(readSettings(process.env), { makesPasswords: false, roles });
  try {
    return await work(reached);
  } finally {
    await reached.close();
  }
}

async function prune(wing: Wing, before: ReturnType<typeof beforeOf>): Promise<void> {
  const settings = readSettings(process.env);
  await withReached(['audit_sealer'], async (reached) => {
    const demo = await judgeRole(reached.urlFor('audit_sealer'));
    const opened = await openCheckpoints(settings, demo);
    if (opened === undefined)
      throw new PlainFault(
        'A pruning is signed: set WARIFU_CHECKPOINT_DIR and WARIFU_CHECKPOINT_KEY_FILE first.',
      );
    const { checkpoints, fault } = await readCheckpoints(opened.folder, [publicOf(opened.privateKey)]);
    if (fault !== undefined) throw new PlainFault(fault.sentence);
    await withOwner(reached, async (database) => {
      const ports = { database, clock: systemClock, trail: TRAILS[wing], ...opened };
      const held = { checkpoints: checkpoints.filter((one) => one.wing === wing) };
      tellPruned(await pruneTrail(ports, before, held));
    });
  });
}

const publicOf = (privateKey: KeyObject): KeyObject => createPublicKey(privateKey);

function tellPruned(outcome: PruneOutcome): void {
  if (outcome.outcome === 'pruned') {
    const { rows, throughSeq } = outcome;
    process.stdout.write(`Took away ${rows} rows up to link ${throughSeq}; their links stay.\n`);
    return;
  }
  if (outcome.reason === 'nothing_so_old') {
    process.stdout.write('No sealed row is as old as that.\n');
    return;
  }
  throw new PlainFault(`Nothing was taken away. ${outcome.found.fault?.sentence ?? 'The chain is broken.'}`);
}
