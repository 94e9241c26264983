import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** Room for the databases of a whole run. A container is often given 64 MB, which is none. */
const ROOM_BYTES_MIN = 4_000_000_000;

let place: Promise<string> | undefined;

/**
 * The folder below which databases that are thrown away are made: in memory where there is room, else the temporary one.
 * A database is some three hundred small files. Copying them took 200 ms on a disk, and takes 30 in memory.
 */
export function scratchPlace(): Promise<string> {
  place ??= hasRoom().then((has) => (has ? MEMORY : tmpdir()));
  return place;
}

/** Both places: a run before this one may have had less room, or more. */
export const SCRATCH_PLACES: readonly string[] = [...new Set([MEMORY, tmpdir()])];

async function hasRoom(): Promise<boolean> {
  try {
    await access(MEMORY, constants.W_OK);
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize >= ROOM_BYTES_MIN;
  } catch {
    return false;
  }
}
