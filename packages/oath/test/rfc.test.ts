import { describe, expect, test } from 'vitest';
import { decodeBase32, encodeBase32, hotp, hotpSync, totp, totpSync } from '../src/index.ts';
import { ascii, nodeHmac, webHmac } from './hmacs.ts';
import {
  RFC_4226_5_4,
  RFC_4226_D,
  RFC_4226_D_DIGESTS,
  RFC_4226_D_SECRET,
  RFC_4648_10,
  RFC_6238_B,
  RFC_6238_B_SECRET,
} from './vectors.ts';

describe('RFC 4226', () => {
  test('§5.4: the example digest is truncated to the example code', () => {
    expect(hotpSync(() => Buffer.from(RFC_4226_5_4.digest, 'hex'), 0)).toBe(RFC_4226_5_4.code);
  });

  test.each(RFC_4226_D)('Appendix D: at counter %i the code is %s', async (counter, code) => {
    const secret = ascii(RFC_4226_D_SECRET);
    expect(hotpSync(nodeHmac(secret), counter)).toBe(code);
    expect(hotpSync(nodeHmac(secret), BigInt(counter))).toBe(code);
    expect(await hotp(nodeHmac(secret), counter)).toBe(code);
    expect(await hotp(await webHmac(secret), counter)).toBe(code);
  });

  test.each(RFC_4226_D_DIGESTS)(
    'Appendix D: at counter %i the digest is %s',
    (counter, digest, truncated) => {
      const hmac = nodeHmac(ascii(RFC_4226_D_SECRET));
      let mac = '';
      const code = hotpSync(
        (message) => {
          mac = Buffer.from(hmac(message)).toString('hex');
          return hmac(message);
        },
        counter,
        { digits: 8 },
      );
      expect(mac).toBe(digest);
      expect(code).toBe(String(truncated).padStart(8, '0').slice(-8));
    },
  );
});

describe('RFC 6238', () => {
  test.each(RFC_6238_B)('Appendix B: at %i with %s the code is %s', async (at, hash, code) => {
    const secret = ascii(RFC_6238_B_SECRET[hash]);
    expect(totpSync(nodeHmac(secret, hash), at, { digits: 8 })).toBe(code);
    expect(await totp(nodeHmac(secret, hash), at, { digits: 8 })).toBe(code);
    expect(await totp(await webHmac(secret, hash), at, { digits: 8 })).toBe(code);
  });

  test.each(RFC_6238_B)(
    'Appendix B: at %i with %s the last 6 and 7 digits of %s are the shorter codes',
    (at, hash, code) => {
      const hmac = nodeHmac(ascii(RFC_6238_B_SECRET[hash]), hash);
      expect(totpSync(hmac, at)).toBe(code.slice(2));
      expect(totpSync(hmac, at, { digits: 7 })).toBe(code.slice(1));
    },
  );
});

describe('RFC 4648', () => {
  test.each(RFC_4648_10)('§10: base32 of "%s" is "%s"', (text, base32) => {
    expect(encodeBase32(ascii(text))).toBe(base32);
    expect(encodeBase32(ascii(text), { padding: false })).toBe(base32.replaceAll('=', ''));
    expect(decodeBase32(base32)).toEqual(ascii(text));
    expect(decodeBase32(base32.replaceAll('=', ''))).toEqual(ascii(text));
  });
});
