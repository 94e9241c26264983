import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPskc, sentenceOf } from '../src/index.ts';
import {
  bytes,
  container,
  encryptedContainer,
  encryptedXml,
  keyPackage,
  type PackageParts,
  PLAIN_SECRET,
  refusalOf,
  seedsOf,
  XENC,
} from './support.ts';
import { FIGURE_6, FIGURE_6_KEY, FIGURE_7 } from './vectors.ts';

const SECRET = Buffer.from('12345678901234567890');
const FIGURE_KEY = Buffer.from(FIGURE_6_KEY, 'hex');
const SHA1 = { uri: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1', hash: 'sha1' };
const SHA256 = { uri: 'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256', hash: 'sha256' };

const read = (xml: string, openWith = {}) => readPskc(bytes(xml), openWith);

describe('a time-based key', () => {
  test('is read with all that its codes depend on', () => {
    const xml = container(
      keyPackage({
        parameters: '<Suite>HMAC-SHA256</Suite><ResponseFormat Encoding="DECIMAL" Length="8"/>',
        fields:
          '<Time><PlainValue>0</PlainValue></Time><TimeInterval><PlainValue>60</PlainValue></TimeInterval><TimeDrift><PlainValue>-4</PlainValue></TimeDrift>',
        policy:
          '<Policy><ExpiryDate>2031-03-31T15:00:00+09:00</ExpiryDate><PINPolicy PINUsageMode="Local"/><KeyUsage>OTP</KeyUsage></Policy>',
      }),
    );
    expect(seedsOf(read(xml))).toEqual([
      {
        place: 'KeyPackage 1',
        keyId: 'k',
        manufacturer: 'Mihon',
        serial: 'M-0001',
        algorithm: 'SHA256',
        digits: 8,
        expiresAt: Date.parse('2031-03-31T06:00:00Z') / 1_000,
        movement: { by: 'time', periodSeconds: 60, driftSteps: -4 },
        secret: SECRET,
      },
    ]);
  });

  test('has the dates of device and key, whichever are narrower', () => {
    const device =
      '<SerialNo>1</SerialNo><StartDate>2026-01-01T00:00:00Z</StartDate><ExpiryDate>2030-01-01T00:00:00Z</ExpiryDate>';
    const policy =
      '<Policy><StartDate>2025-01-01T00:00:00Z</StartDate><ExpiryDate>2029-01-01T00:00:00Z</ExpiryDate></Policy>';
    const [seed] = seedsOf(read(container(keyPackage({ device, policy }))));
    expect(seed).toMatchObject({
      startsAt: Date.parse('2026-01-01T00:00:00Z') / 1_000,
      expiresAt: Date.parse('2029-01-01T00:00:00Z') / 1_000,
    });
  });
});

describe('an encrypted secret', () => {
  test.each([
    [128, SHA1],
    [192, SHA256],
    [256, SHA256],
  ] as const)('opens under AES-%i-CBC with its MAC', (bits, mac) => {
    const key = Buffer.alloc(bits / 8, 3);
    expect(seedsOf(read(encryptedContainer(bits, key, SECRET, mac), { key }))[0]?.secret).toEqual(SECRET);
  });

  test.each([128, 192, 256])('opens under an AES-%i key wrap, which needs no MAC', (bits) => {
    const key = Buffer.alloc(bits / 8, 3);
    const cipher = createCipheriv(`id-aes${bits}-wrap`, key, Buffer.alloc(8, 0xa6));
    const value = Buffer.alloc(32, 5);
    const octets = Buffer.concat([cipher.update(value), cipher.final()]);
    const wrapped = (sent: Buffer) =>
      container(
        keyPackage({
          secret: `<Secret><EncryptedValue>${encryptedXml(`${XENC}kw-aes${bits}`, sent)}</EncryptedValue></Secret>`,
        }),
        '<EncryptionKey/>',
      );
    expect(seedsOf(read(wrapped(octets), { key }))[0]?.secret).toEqual(value);
    const changed = Buffer.from(octets);
    changed[3] = (changed[3] ?? 0) ^ 1;
    expect(refusalOf(read(wrapped(changed), { key }))).toMatch(/EncryptedValue: decryption$/);
  });

  test('opens under a passphrase with PBKDF2-HMAC-SHA256', () => {
    const key = pbkdf2Sync('あいことば', Buffer.alloc(16, 1), 3_000, 32, 'sha256');
    const derived = `<EncryptionKey><x:DerivedKey xmlns:x="http://www.w3.org/2009/xmlenc11#"><x:KeyDerivationMethod Algorithm="http://www.w3.org/2009/xmlenc11#pbkdf2"><x:PBKDF2-params><x:Salt><x:Specified>${Buffer.alloc(16, 1).toString('base64')}</x:Specified></x:Salt><x:IterationCount>3000</x:IterationCount><x:KeyLength>32</x:KeyLength><x:PRF Algorithm="${SHA256.uri}"/></x:PBKDF2-params></x:KeyDerivationMethod></x:DerivedKey></EncryptionKey>`;
    const xml = encryptedContainer(256, key, SECRET, SHA256).replace('<EncryptionKey/>', derived);
    expect(seedsOf(read(xml, { passphrase: 'あいことば' }))[0]?.secret).toEqual(SECRET);
    expect(refusalOf(read(xml, { passphrase: 'あいことぼ' }))).toMatch(/: (?:mac_wrong|decryption)$/);
  });

  test.each([
    ['its MAC is of another value', FIGURE_6.replace('Su+N', 'Su+M'), 'mac_wrong'],
    ['its ciphertext was changed', FIGURE_6.replace('AAECAwQF', 'AAECAwQG'), 'mac_wrong'],
    ['its initialisation vector was changed', FIGURE_6.replace('AAECAwQF', 'BAECAwQF'), 'mac_wrong'],
    ['its MAC is missing', FIGURE_6.replace(/<ValueMAC>[\s\S]*<\/ValueMAC>/, ''), 'mac_missing'],
    ['nobody says how MACs are made', FIGURE_6.replace(/<MACMethod[\s\S]*<\/MACMethod>/, ''), 'mac_missing'],
    ['the key of its MAC is missing', FIGURE_6.replace(/<MACKey>[\s\S]*<\/MACKey>/, ''), 'missing'],
    ['the HMAC is not known', FIGURE_6.replace('hmac-sha1', 'hmac-md5'), 'unknown_algorithm'],
    ['the cipher is not known', FIGURE_6.replaceAll('aes128-cbc', 'tripledes-cbc'), 'unknown_algorithm'],
    ['it is no base64', FIGURE_6.replace('AAECAwQF', 'AAEC*wQF'), 'base64'],
  ])('is refused where %s', (_, xml, reason) => {
    expect(refusalOf(read(xml, { key: FIGURE_KEY })).split(': ')[1]).toBe(reason);
  });

  test.each([
    ['no key', {}, 'EncryptionKey: key_missing'],
    ['a passphrase for a key', { passphrase: 'x' }, 'EncryptionKey: passphrase_or_key'],
    ['a key of another length', { key: Buffer.alloc(32) }, 'MACMethod › MACKey: key_length'],
  ])('is refused with %s', (_, openWith, refusal) => {
    expect(refusalOf(read(FIGURE_6, openWith))).toBe(refusal);
  });

  test('is refused under another key, and nothing says what went wrong inside', () => {
    const key = Buffer.alloc(16, 1);
    expect(refusalOf(read(FIGURE_6, { key }))).toMatch(/: (?:mac_wrong|decryption)$/);
  });

  test.each(['0', '2000001', '9999999999', '-1', '1e3', ''])(
    'is refused where its passphrase is to be stretched %s times',
    (rounds) => {
      const xml = FIGURE_7.replace('>1000<', `>${rounds}<`);
      expect(refusalOf(read(xml, { passphrase: 'qwerty' }))).toMatch(/ › IterationCount: number$/);
    },
  );

  test('in the clear is refused in a file whose values are protected: its MAC says nothing about it', () => {
    const xml = FIGURE_6.replace(/<Secret>[\s\S]*<\/Secret>/, PLAIN_SECRET);
    expect(refusalOf(read(xml, { key: FIGURE_KEY }))).toMatch(/ › Secret › PlainValue: twice$/);
  });
});

const KEY = 'KeyPackage 1 › Key';
const SPOILT: readonly (readonly [string, PackageParts, string])[] = [
  [
    'another kind of key',
    { algorithm: 'urn:ietf:params:xml:ns:keyprov:pskc:ocra' },
    `${KEY} @Algorithm: unknown_algorithm`,
  ],
  [
    'a hash of no kind',
    { parameters: '<Suite>MD5</Suite>' },
    `${KEY} › AlgorithmParameters › Suite: unknown_suite`,
  ],
  [
    'codes in hex',
    { parameters: '<ResponseFormat Encoding="HEXADECIMAL" Length="6"/>' },
    `${KEY} › AlgorithmParameters › ResponseFormat: unknown_format`,
  ],
  [
    'codes of four digits',
    { parameters: '<ResponseFormat Encoding="DECIMAL" Length="4"/>' },
    `${KEY} › AlgorithmParameters › ResponseFormat: unknown_format`,
  ],
  [
    'a check digit',
    { parameters: '<ResponseFormat Encoding="DECIMAL" Length="6" CheckDigits="true"/>' },
    `${KEY} › AlgorithmParameters › ResponseFormat: unknown_format`,
  ],
  [
    'a challenge',
    { parameters: '<ChallengeFormat Encoding="DECIMAL" Min="6" Max="6"/>' },
    `${KEY} › AlgorithmParameters › ChallengeFormat: unknown_element`,
  ],
  [
    'a period of nothing',
    { fields: '<TimeInterval><PlainValue>0</PlainValue></TimeInterval>' },
    `${KEY} › Data › TimeInterval › PlainValue: number`,
  ],
  [
    'another T0',
    { fields: '<Time><PlainValue>9</PlainValue></Time>' },
    `${KEY} › Data › Time › PlainValue: number`,
  ],
  [
    'a counter',
    { fields: '<Counter><PlainValue>0</PlainValue></Counter>' },
    `${KEY} › Data › Counter: unknown_element`,
  ],
  ['no secret', { secret: '' }, `${KEY} › Data › Secret: missing`],
  ['an empty secret', { secret: '<Secret><PlainValue/></Secret>' }, `${KEY} › Data › Secret: secret_length`],
  ['two secrets', { secret: PLAIN_SECRET + PLAIN_SECRET }, `${KEY} › Data › Secret: twice`],
  ['a policy of no kind', { policy: '<Policy><Moon/></Policy>' }, `${KEY} › Policy › Moon: unknown_element`],
  [
    'a policy for signing',
    { policy: '<Policy><KeyUsage>CR</KeyUsage></Policy>' },
    `${KEY} › Policy › KeyUsage: policy`,
  ],
  [
    'a number of transactions',
    { policy: '<Policy><NumberOfTransactions>9</NumberOfTransactions></Policy>' },
    `${KEY} › Policy › NumberOfTransactions: policy`,
  ],
  [
    'a PIN to be checked here',
    { policy: '<Policy><PINPolicy PINUsageMode="Prepend"/></Policy>' },
    `${KEY} › Policy › PINPolicy: policy`,
  ],
  [
    'a day that is none',
    { policy: '<Policy><ExpiryDate>2026-02-30T00:00:00Z</ExpiryDate></Policy>' },
    `${KEY} › Policy › ExpiryDate: date`,
  ],
  [
    'a date without a zone',
    { policy: '<Policy><ExpiryDate>2026-02-20T00:00:00</ExpiryDate></Policy>' },
    `${KEY} › Policy › ExpiryDate: date`,
  ],
  ['an extension', { device: '<Extensions/>' }, 'KeyPackage 1 › DeviceInfo › Extensions: unknown_element'],
];

describe('a key is refused, and the place named', () => {
  test.each(SPOILT)('with %s', (_, parts, refusal) => {
    expect(refusalOf(read(container(keyPackage(parts))))).toBe(refusal);
  });

  test('and one key at fault among good ones is no seed at all', () => {
    const packages = [keyPackage(), keyPackage(), keyPackage({ secret: '' }), keyPackage()].join('');
    const outcome = read(container(packages));
    expect(outcome).toEqual({
      outcome: 'refused',
      place: 'KeyPackage 3 › Key › Data › Secret',
      reason: 'missing',
    });
    expect(outcome.outcome === 'refused' && sentenceOf(outcome)).toBe(
      'KeyPackage 3 › Key › Data › Secret: this is missing.',
    );
  });
});

describe('a mutated file', () => {
  const files = [
    FIGURE_6,
    FIGURE_7.replace('1000', '10'),
    container(keyPackage() + keyPackage({ parameters: '<Suite>SHA512</Suite>' })),
  ].map(bytes);

  test('is refused with a place, or gives the secret that was encrypted, whatever bytes are changed, lost or added', () => {
    const mutation = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      byte: fc.nat(255),
      act: fc.nat(2),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.array(mutation, { minLength: 1, maxLength: 6 }),
        (file, mutations) => {
          let mutated = Buffer.from(file);
          for (const { at, byte, act } of mutations) {
            const index = Math.floor(at * (mutated.length - 1));
            const [head, tail] = [mutated.subarray(0, index), mutated.subarray(index + (act === 2 ? 0 : 1))];
            mutated = act === 0 ? Buffer.concat([head, tail]) : Buffer.concat([head, Buffer.of(byte), tail]);
          }
          const outcome = readPskc(mutated, { key: FIGURE_KEY, passphrase: 'qwerty' });
          if (outcome.outcome === 'refused') expect(sentenceOf(outcome)).toMatch(/^[^:]+.*: .+\.$/);
          else if (file !== files[2]) expect(outcome.seeds.map(({ secret }) => secret)).toEqual([SECRET]);
          else expect(outcome.seeds.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('is refused wherever it is cut off', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.double({ min: 0, max: 0.99, noNaN: true }), (file, part) => {
        const cut = file.subarray(0, Math.floor(part * file.length));
        expect(readPskc(cut, { key: FIGURE_KEY, passphrase: 'qwerty' }).outcome).toBe('refused');
      }),
    );
  });
});
