import { open } from 'node:fs/promises';
import { readPskc, readSeedCsv, type Seed, type SeedRefusal, type SeedsRead, sentenceOf } from '@warifu/pskc';
import type { SeededToken } from '@warifu/token';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { readSecretFile } from '../private-files.ts';

export interface SeedFile {
  readonly path: string;
  readonly format: 'pskc' | 'csv';
  readonly keyFile?: string | undefined;
  readonly passphraseFile?: string | undefined;
}

const FILE_BYTES_MAX = 16 * 1024 * 1024;
const KEY_BYTES = [16, 24, 32];

/** The tokens of a maker's seed file; one sentence, naming the place, where it is not read, and nothing of it is kept. */
export async function readSeedFile(file: SeedFile): Promise<readonly SeededToken[]> {
  const content = await readWhole(file.path);
  const outcome = await seedsIn(content, file);
  content.fill(0);
  if (outcome.outcome === 'refused') throw new PlainFault(`Nothing was imported. ${sentenceOf(outcome)}`);
  try {
    return outcome.seeds.map(tokenOf);
  } catch (error) {
    for (const { secret } of outcome.seeds) secret.fill(0);
    throw error;
  }
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    const file = await open(path, 'r');
    try {
      if ((await file.stat()).size > FILE_BYTES_MAX)
        throw new PlainFault(`Nothing was imported. ${path} is larger than 16 MiB: divide it.`);
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof PlainFault) throw error;
    throw new PlainFault(`${path} cannot be read (${codeOf(error)}).`);
  }
}

async function seedsIn(
  content: Buffer,
  { format, keyFile, passphraseFile }: SeedFile,
): Promise<SeedsRead | SeedRefusal> {
  if (keyFile !== undefined && passphraseFile !== undefined)
    throw new PlainFault('--key-file and --passphrase-file exclude each other.');
  if (format === 'csv') {
    if (keyFile !== undefined || passphraseFile !== undefined)
      throw new PlainFault('A CSV file is not encrypted: it takes neither --key-file nor --passphrase-file.');
    return readSeedCsv(content);
  }
  if (keyFile !== undefined) return readPskc(content, { key: await readKey(keyFile) });
  if (passphraseFile === undefined) return readPskc(content);
  const passphrase = (await readSecretFile(passphraseFile, '--passphrase-file')).toString('utf8');
  return readPskc(content, { passphrase: passphrase.replace(/\r?\n$/, '') });
}

/** A key in hex, or its octets as they are. */
async function readKey(path: string): Promise<Uint8Array> {
  const octets = await readSecretFile(path, '--key-file');
  const text = octets.toString('latin1').trim();
  const key = /^(?:[0-9A-Fa-f]{2})+$/.test(text) ? Buffer.from(text, 'hex') : octets;
  if (!KEY_BYTES.includes(key.length))
    throw new PlainFault('--key-file must hold a key of 128, 192 or 256 bits, in hex or as it is.');
  return key;
}

/** What the authority needs of a seed. Counter-based keys are no tokens of ours: their codes would have no step. */
function tokenOf(seed: Seed): SeededToken {
  const { place, secret, algorithm, digits, movement, startsAt, expiresAt } = seed;
  const refuse = (what: string) => new PlainFault(`Nothing was imported. ${place}: ${what}.`);
  if (movement.by !== 'time')
    throw refuse('the key is counter-based (HOTP), and only time-based ones are taken');
  if (digits !== 6 && digits !== 7 && digits !== 8)
    throw refuse('the file does not say how many digits a code has');
  const serial = seed.serial ?? seed.keyId;
  if (serial === undefined) throw refuse('the token has no serial');
  return {
    place,
    serial,
    manufacturer: seed.manufacturer ?? '',
    secret,
    suite: { algorithm, digits, periodSeconds: movement.periodSeconds },
    driftSteps: movement.driftSteps,
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}
