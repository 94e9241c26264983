import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, chown, lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { type Binaries, copyBinaries, programOf } from './binaries.ts';

/** The ways in which PostgreSQL is run. */
export type FootingKind = 'plain' | 'namespace' | 'nobody';

/** Where the database lives and how its programs are run. */
export interface Footing {
  readonly kind: FootingKind;
  readonly binaries: Binaries;
  /** The cluster itself (`PG_VERSION` and the rest). */
  readonly cluster: string;
  /** Stands before the program's own words. */
  readonly prefix: readonly string[];
  /** The account that the programs run as and own their files with; undefined: as we do. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

const NOBODY = { uid: 65_534, gid: 65_534 };
/**
 * Inside its namespace the server believes to be `nobody`; outside the account stays ours. initdb looks its account
 * up by name, and `nobody` is the one that every machine knows.
 */
const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];
const SHARED_PLACE = '/var/lib/warifu';

export interface FootingOptions {
  readonly dataDir: string;
  readonly binaries: Binaries;
  /** For tests: the ways that may be tried. All by default. */
  readonly ways?: readonly FootingKind[];
  /** For tests: where a cluster and programs for `nobody` go. /var/lib/warifu by default. */
  readonly sharedPlace?: string;
}

/**
 * Chooses how to run PostgreSQL here, which refuses to run as root.
 *
 * As anybody but root: simply. As root: in a user namespace, which needs no account and leaves no trace; where the
 * machine forbids it, or where the namespace (which loses root's right to go everywhere) cannot reach the folders,
 * as `nobody`, with the cluster and if need be the programs below /var/lib/warifu.
 */
export async function chooseFooting(options: FootingOptions): Promise<Footing> {
  const { dataDir, binaries, sharedPlace = SHARED_PLACE } = options;
  const ways = options.ways ?? ['plain', 'namespace', 'nobody'];
  const own = join(dataDir, 'postgres');
  const plain: Footing = { kind: 'plain', binaries, cluster: own, prefix: [] };
  if (process.getuid === undefined) return plain;
  if (process.getuid() !== 0) {
    // A container may run us under a number without a name, which initdb does not take.
    if (hasName() || !ways.includes('namespace')) return plain;
    const footing: Footing = { ...plain, kind: 'namespace', prefix: NAMESPACE };
    return (await runs(footing)) ? footing : plain;
  }
  // A cluster once made for `nobody` is opened as `nobody`, whatever else would be possible today.
  const shared = join(sharedPlace, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  const madeShared = await exists(join(shared, 'postgres'));
  if (!madeShared && ways.includes('namespace')) {
    const footing: Footing = { kind: 'namespace', binaries, cluster: own, prefix: NAMESPACE };
    if ((await runs(footing)) && (await enters(dataDir))) return footing;
  }
  if (!ways.includes('nobody') || (await exists(own))) {
    throw new PlainFault(
      `The database in ${own} was made inside a user namespace, which this machine does not permit (any more): start as the plain user who owns the folder, or permit unprivileged user namespaces.`,
    );
  }
  const footing: Footing = {
    kind: 'nobody',
    binaries,
    cluster: join(shared, 'postgres'),
    prefix: [],
    account: NOBODY,
  };
  await mkdir(sharedPlace, { recursive: true, mode: 0o755 });
  await mkdir(shared, { recursive: true, mode: 0o700 });
  await chown(shared, NOBODY.uid, NOBODY.gid);
  return (await runs(footing))
    ? footing
    : { ...footing, binaries: await copyBinaries(binaries, sharedPlace) };
}

function hasName(): boolean {
  try {
    userInfo();
    return true;
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Whether the server's program starts on this footing at all. */
const runs = async (footing: Footing): Promise<boolean> =>
  (await exitCodeOf(footing, programOf(footing.binaries, 'postgres'), ['--version'])) === 0;

/** Whether the namespace may write in the folder: below another person's 0700 home it may not. */
const enters = async (folder: string): Promise<boolean> =>
  (await exitCodeOf({ prefix: NAMESPACE }, 'test', ['-w', folder])) === 0;

function exitCodeOf(
  footing: Pick<Footing, 'prefix' | 'account'>,
  program: string,
  words: readonly string[],
): Promise<number | undefined> {
  const [command = program, ...rest] = [...footing.prefix, program, ...words];
  return new Promise((resolve) => {
    const child = spawn(command, rest, { stdio: 'ignore', cwd: '/', ...footing.account });
    child.once('error', () => resolve(undefined));
    child.once('exit', (code) => resolve(code ?? undefined));
  });
}

/** `.s.PGSQL.5432` and the slash before it. */
const SOCKET_NAME_BYTES = 14;
const SOCKET_PATH_BYTES_MAX = 103;

/**
 * A folder of mode 0700 for the socket: beside the cluster, or below the temporary folder where the path would be
 * longer than a socket's name may be (107 bytes on Linux, 103 on macOS). Undefined where there are no such sockets.
 */
export async function socketFolderOf(footing: Footing): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const beside = join(footing.cluster, '..', 'socket');
  const short = Buffer.byteLength(beside) + SOCKET_NAME_BYTES <= SOCKET_PATH_BYTES_MAX;
  const mark = createHash('sha256').update(footing.cluster).digest('hex').slice(0, 12);
  const folder = short ? beside : join(tmpdir(), `warifu-${process.getuid?.() ?? 0}-${mark}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (footing.account) await chown(folder, footing.account.uid, footing.account.gid);
  const seen = await lstat(folder);
  const owner = footing.account?.uid ?? process.getuid?.();
  // In the temporary folder somebody else may have been there first.
  if (!seen.isDirectory() || seen.uid !== owner) {
    throw new PlainFault(`${folder} belongs to somebody else: remove it, or set another WARIFU_DATA_DIR.`);
  }
  await chmod(folder, 0o700);
  return folder;
}
