import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { assert } from '@warifu/base';

const SEAL = { ivBytes: 12, tagBytes: 16 };
const NONCE_BYTES = 9;

/** What the site proves and hides with its secret: form tokens and sealed values. */
export interface Keys {
  /** A form token for whoever holds `binding` (a session token or a visitor's cookie). It differs on every page. */
  readonly formTokenOf: (binding: string) => string;
  readonly isFormToken: (token: string, binding: string) => boolean;
  /** Text that only this site can read again, for one purpose and binding, until an instant (epoch seconds). */
  readonly seal: (text: string, scope: SealScope, until: number) => string;
  /** `undefined` where it is not ours, for another scope, or too old. */
  readonly unseal: (sealed: string, scope: SealScope, now: number) => string | undefined;
}

export interface SealScope {
  readonly purpose: string;
  readonly binding: string;
}

const derive = (secret: Uint8Array, context: string) =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, new Uint8Array(0), `warifu ${context}`, 32)));

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Builds the keys of the site of this name from one secret of at least 32 bytes; another name makes other keys. */
export function keysOf(siteName: string, secret: Uint8Array): Keys {
  assert(secret.length >= 32, 'cookieSecret has at least 32 bytes');
  const formKey = derive(secret, `${siteName} form token`);
  const sealKey = derive(secret, `${siteName} seal`);
  const macOf = (nonce: string, binding: string): string =>
    createHmac('sha256', formKey).update(`${nonce}.${binding}`).digest('base64url');
  const aad = (scope: SealScope) => Buffer.from(JSON.stringify([scope.purpose, scope.binding]));

  return {
    formTokenOf: (binding) => {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url');
      return `${nonce}.${macOf(nonce, binding)}`;
    },
    isFormToken: (token, binding) => {
      const dot = token.indexOf('.');
      return dot > 0 && isSame(token.slice(dot + 1), macOf(token.slice(0, dot), binding));
    },
    seal: (text, scope, until) => {
      const iv = randomBytes(SEAL.ivBytes);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(aad(scope));
      const body = Buffer.concat([cipher.update(JSON.stringify([until, text])), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    unseal: (sealed, scope, now) => {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length <= SEAL.ivBytes + SEAL.tagBytes) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, SEAL.ivBytes))
        .setAAD(aad(scope))
        .setAuthTag(bytes.subarray(SEAL.ivBytes, SEAL.ivBytes + SEAL.tagBytes));
      try {
        const text = Buffer.concat([
          decipher.update(bytes.subarray(SEAL.ivBytes + SEAL.tagBytes)),
          decipher.final(),
        ]);
        const [until, value] = JSON.parse(text.toString()) as [number, string];
        return now <= until ? value : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
