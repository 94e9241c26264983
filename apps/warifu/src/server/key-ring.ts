import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createKeyFile, type KeyRing, type KeyWrapper, readKeyFile, takeKeyRing } from '@warifu/token';
import { isBelow, type Settings } from '../config.ts';
import type { DemoMark } from '../database/judge-role.ts';
import { hasEnvironmentKeys, openEnvironmentKeys } from '../keys/environment.ts';
import { openModuleWrapper } from '../keys/module-wrapper.ts';
import { codeOf, messageOf, PlainFault } from '../plain-fault.ts';
import { makePrivateFolder } from '../private-files.ts';

/** The file of the key-encryption key. Only a demo may keep it in the data folder, beside what it protects. */
export function kekFileOf(settings: Settings, demo: DemoMark): string {
  const { kekFile, dataDir } = settings;
  if (demo !== 'none') return kekFile ?? join(dataDir, 'keys', 'kek.json');
  if (kekFile === undefined) {
    throw new PlainFault(
      'WARIFU_KEK_FILE must name the file of the key that seals the token secrets (warifu keys new makes one).',
    );
  }
  if (isBelow(kekFile, dataDir)) {
    throw new PlainFault('WARIFU_KEK_FILE lies in the data folder: keep it apart from what it protects.');
  }
  return kekFile;
}

/** The security module that wraps the keys of the file, where one is set up. */
export const wrapperOf = ({ pkcs11 }: Settings): KeyWrapper | undefined =>
  pkcs11 && openModuleWrapper(pkcs11);

/** The key ring of the settings: from the environment, or over the key file, whatever wraps it. */
export async function openKeyRingOf(
  settings: Settings,
  demo: DemoMark,
  onFault: (error: unknown) => void,
): Promise<{ readonly keyRing: KeyRing; readonly close: () => void }> {
  if (!hasEnvironmentKeys())
    return openReloadingKeyRing(kekFileOf(settings, demo), onFault, wrapperOf(settings));
  if (settings.kekFile !== undefined)
    throw new PlainFault('WARIFU_KEK and WARIFU_KEK_FILE are both set: it is one or the other.');
  return { keyRing: await openEnvironmentKeys(), close: () => undefined };
}

/** Makes a new key file; never over one that is there. */
export async function makeKekFile(file: string, wrapper?: KeyWrapper): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await createKeyFile(file, wrapper);
  } catch (error) {
    if (error instanceof PlainFault) throw error;
    if (codeOf(error) !== 'EEXIST') throw new PlainFault(`${file} cannot be written (${codeOf(error)}).`);
    throw new PlainFault(
      `${file} is there already, and may be all that opens the token secrets: it stays as it is.`,
    );
  }
}

export async function makeDemoKek(file: string, dataDir: string): Promise<void> {
  await makePrivateFolder(join(dataDir, 'keys'));
  try {
    await createKeyFile(file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** How often a running server looks whether the key file has changed. */
export const KEY_RELOAD_MS = 2_000;

/**
 * The key ring over a file, read again when the file changes: `keys rotate` adds a version and then re-seals, and no
 * server has to be started anew for it.
 */
export async function openReloadingKeyRing(
  file: string,
  onFault: (error: unknown) => void,
  wrapper?: KeyWrapper,
): Promise<{ readonly keyRing: KeyRing; readonly close: () => void }> {
  let ring: KeyRing;
  let seenAt: number;
  try {
    seenAt = (await stat(file)).mtimeMs;
    ring = takeKeyRing(await readKeyFile(file, wrapper));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new PlainFault(`The key file ${file} is not there.`);
    throw new PlainFault(messageOf(error));
  }
  const look = async (): Promise<void> => {
    const { mtimeMs } = await stat(file);
    if (mtimeMs === seenAt) return;
    ring = takeKeyRing(await readKeyFile(file, wrapper));
    seenAt = mtimeMs;
  };
  const looking = setInterval(() => void look().catch(onFault), KEY_RELOAD_MS);
  looking.unref();
  return {
    keyRing: {
      get currentVersion() {
        return ring.currentVersion;
      },
      seal: (secret, context) => ring.seal(secret, context),
      unseal: (sealed, context) => ring.unseal(sealed, context),
      digest: (purpose, ...parts) => ring.digest(purpose, ...parts),
    },
    close: () => clearInterval(looking),
  };
}
