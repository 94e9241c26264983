import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { messageOf, PlainFault } from '../plain-fault.ts';
import { findText } from '../private-files.ts';
import { type KnownFile, listNames, writeSynced } from './files.ts';
import { type Lsn, lsnOf } from './wal.ts';

const MANIFEST = 'manifest.json';
/** In the form of `sha256sum -c`. */
const SEAL = 'manifest.sha256';
const FORM = 1;

/** Where in a backup the cluster stands, and the log that it needs to be whole. */
export const CLUSTER = 'cluster';
export const LOG = 'wal';

/** What a base backup is, and every file of it. */
export interface Manifest {
  readonly form: number;
  /** ISO 8601, by the server's clock. No instant before the end can be restored from it. */
  readonly beganAt: string;
  readonly endedAt: string;
  readonly systemIdentifier: string;
  /** The number in the cluster's `PG_VERSION`. */
  readonly major: string;
  readonly timeline: number;
  readonly beganLsn: string;
  readonly endedLsn: string;
  readonly segmentBytes: string;
  /** The last migration: which version of the program fits. */
  readonly migration: string;
  /** Versions of the key-encryption key under which something in it is sealed. The keys themselves are elsewhere. */
  readonly keyVersions: readonly number[];
  readonly folders: readonly string[];
  readonly files: readonly KnownFile[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export async function writeManifest(backup: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeSynced(join(backup, MANIFEST), text);
  await writeSynced(join(backup, SEAL), `${sha256(text)}  ${MANIFEST}\n`);
}

export async function readManifest(backup: string): Promise<Manifest> {
  const text = await findText(join(backup, MANIFEST));
  if (text === undefined) throw new PlainFault(`${backup} is not a base backup: it has no ${MANIFEST}.`);
  const seal = await findText(join(backup, SEAL));
  if (seal !== `${sha256(text)}  ${MANIFEST}\n`)
    throw new PlainFault(`${join(backup, MANIFEST)} is not as it was written: its hash is another.`);
  try {
    const manifest = JSON.parse(text) as Manifest;
    if (manifest.form === FORM) return manifest;
  } catch (error) {
    throw new PlainFault(`${join(backup, MANIFEST)} cannot be read (${messageOf(error)}).`);
  }
  throw new PlainFault(`${backup} was written by a newer Warifu.`);
}

export const manifestForm = FORM;

/** A place that the manifest states. Its hash was right, so it is one. */
export function placeIn(manifest: Manifest, name: 'beganLsn' | 'endedLsn'): Lsn {
  const place = lsnOf(manifest[name]);
  if (place === undefined) throw new PlainFault(`The manifest's ${name} is no place in a log.`);
  return place;
}

export interface BaseBackup {
  /** Absolute. */
  readonly folder: string;
  readonly manifest: Manifest;
}

const BACKUP_NAME = /^\d{8}T\d{6}Z$/;

/** The base backups in a folder, oldest first. One that was cut off has no name of this form, and is none. */
export async function listBackups(folder: string): Promise<readonly BaseBackup[]> {
  const names = (await listNames(folder)).filter((name) => BACKUP_NAME.test(name));
  return Promise.all(
    names.map(async (name) => ({
      folder: join(folder, name),
      manifest: await readManifest(join(folder, name)),
    })),
  );
}

/** `20270401T030000Z` of an instant in ISO 8601. */
export const backupName = (instant: string): string => `${instant.replace(/[-:]|\.\d+/g, '').slice(0, 15)}Z`;
