import { randomBytes } from 'node:crypto';
import type { KeyWrapper } from '@warifu/token';
import type { Settings } from '../config.ts';
import { readSecretFile } from '../private-files.ts';
import { type ModuleKey, withModuleKey } from './pkcs11.ts';

const NONCE_BYTES = 12;

/** Which key, and of what version: a wrapped key put in another's place does not open. */
const contextOf = (name: string): Buffer => Buffer.from(`warifu/kek/v1/${name}`);

/** The security module of the settings, as what wraps the keys of a key file. */
export function openModuleWrapper({
  tokenLabel,
  module,
  key,
  pinFile,
}: NonNullable<Settings['pkcs11']>): KeyWrapper {
  const withKey = async <T>(makes: boolean, work: (one: ModuleKey) => T): Promise<T> => {
    const text = await readSecretFile(pinFile, 'WARIFU_PKCS11_PIN_FILE');
    // The line's end is an editor's; a PIN is passed on as octets and never becomes a string.
    const end = text.indexOf('\n');
    const pin = end < 0 ? text : text.subarray(0, end);
    try {
      return await withModuleKey({ module, tokenLabel }, { pin, label: key, makes }, work);
    } finally {
      text.fill(0);
    }
  };
  return {
    name: key,
    wrap: (keys) =>
      withKey(true, (one) =>
        keys.map(({ name, octets }) => {
          const nonce = randomBytes(NONCE_BYTES);
          return Buffer.concat([nonce, one.encrypt(Buffer.from(octets), nonce, contextOf(name))]);
        }),
      ),
    unwrap: (keys) =>
      withKey(false, (one) =>
        keys.map(({ name, octets }) => {
          const wrapped = Buffer.from(octets);
          return one.decrypt(
            wrapped.subarray(NONCE_BYTES),
            wrapped.subarray(0, NONCE_BYTES),
            contextOf(name),
          );
        }),
      ),
  };
}
