import { link, stat, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../plain-fault.ts';
import { findText, makePrivateFolder, removeFile, writePrivateFile } from '../private-files.ts';
import { readSealed, type Sealed, seal, unseal } from './seal.ts';

/** What a token file says in the clear. All of it is bound to the sealed part. */
export interface TokenFile {
  readonly format: 'warifu-token/1';
  /** `pending`: asked for, and the answer not yet here. */
  readonly state: 'pending' | 'token';
  /** Origin of the authority. */
  readonly authority: string;
  /** Empty while pending. */
  readonly tokenId: string;
  readonly sealed: Sealed;
}

export type Heading = Omit<TokenFile, 'format' | 'sealed'>;

/** A file that is there, or why it is not used. */
export type FoundFile =
  | { readonly found: 'file'; readonly file: TokenFile }
  | { readonly found: 'nothing' }
  | { readonly found: 'refused'; readonly reason: 'file_open_to_others' | 'file_damaged' };

export async function findTokenFile(path: string): Promise<FoundFile> {
  const text = await findText(path);
  if (text === undefined) return { found: 'nothing' };
  // Windows has no such bits; there the user's folder is closed to others by its own rules.
  const isOpen = process.platform !== 'win32' && ((await stat(path)).mode & 0o077) !== 0;
  if (isOpen) return { found: 'refused', reason: 'file_open_to_others' };
  const file = readFile(text);
  return file === undefined ? { found: 'refused', reason: 'file_damaged' } : { found: 'file', file };
}

/** Writes a file where there is none, mode 0600; whether there was none. The default folder is made, 0700. */
export async function claimTokenFile(path: string, file: TokenFile, isDefault: boolean): Promise<boolean> {
  if (isDefault) await makePrivateFolder(dirname(path));
  const whole = `${path}.${process.pid}.claim`;
  await writePrivateFile(whole, textOf(file));
  try {
    // Unlike a rename, a link never replaces what is there.
    await link(whole, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await unlink(whole);
  }
}

/** Puts a file in the place of the one that is there: whole, or not at all. */
export function replaceTokenFile(path: string, file: TokenFile): Promise<void> {
  return writePrivateFile(path, textOf(file));
}

export function deleteTokenFile(path: string): Promise<void> {
  return removeFile(path);
}

/** @param content JSON-able; sealed as a whole */
export async function sealFile(heading: Heading, content: unknown, passphrase: string): Promise<TokenFile> {
  const octets = Buffer.from(JSON.stringify(content));
  const sealed = await seal(octets, passphrase, contextOf(heading));
  octets.fill(0);
  return { format: 'warifu-token/1', ...heading, sealed };
}

/** The content as parsed from JSON, or `undefined` where it does not open. */
export async function unsealFile(file: TokenFile, passphrase: string): Promise<unknown> {
  const octets = await unseal(file.sealed, passphrase, contextOf(file));
  if (octets === undefined) return undefined;
  const content: unknown = JSON.parse(octets.toString());
  octets.fill(0);
  return content;
}

function contextOf({ state, authority, tokenId }: Heading): string {
  return JSON.stringify(['warifu-token/1', state, authority, tokenId]);
}

function textOf(file: TokenFile): string {
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

function readFile(text: string): TokenFile | undefined {
  const value = parse(text);
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, state, authority, tokenId, sealed } = value as Partial<Record<keyof TokenFile, unknown>>;
  if (format !== 'warifu-token/1' || (state !== 'pending' && state !== 'token')) return undefined;
  if (typeof authority !== 'string' || typeof tokenId !== 'string') return undefined;
  const box = readSealed(sealed);
  return box && { format, state, authority, tokenId, sealed: box };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
