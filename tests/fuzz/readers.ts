import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOtpauthUri } from '@warifu/oath';
import { acceptReply, parseLifecycle, prepareProvision } from '@warifu/provisioning';
import fc from 'fast-check';
import { readSeedFile } from '../../apps/warifu/src/commands/seed-file.ts';
import { PlainFault } from '../../apps/warifu/src/plain-fault.ts';
import { container, keyPackage } from '../../packages/pskc/test/support.ts';
import type { IntrudersGround } from '../intruders/ground.ts';
import { type Target, targetOf } from './target.ts';
import { around, fields, right, seldom, wildJson, wildOctets, wildText } from './values.ts';

const ACTOR = 'fuzz';
const SECRETS = [
  '3132333435363738393031323334353637383930',
  'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  '31'.repeat(16),
];
const cut = (octets: Buffer, at: number | null): Buffer =>
  at === null ? octets : octets.subarray(0, at % (octets.length + 1));
const cuts = seldom(fc.nat(4_000), 6);

/** Containers whose parts are right, damaged or anything. */
const pskcFiles: fc.Arbitrary<Buffer> = fc
  .record({
    parts: fields({
      device: [
        '<Manufacturer>Mihon</Manufacturer><SerialNo>M-0001</SerialNo>',
        '<SerialNo>M-0002</SerialNo>',
      ],
      algorithm: ['urn:ietf:params:xml:ns:keyprov:pskc:totp', 'urn:ietf:params:xml:ns:keyprov:pskc:hotp'],
      parameters: [
        '<ResponseFormat Encoding="DECIMAL" Length="6"/>',
        '<Suite>HMAC-SHA256</Suite><ResponseFormat Encoding="DECIMAL" Length="8"/>',
        '<ResponseFormat Encoding="ALPHANUMERIC" Length="99"/>',
      ],
      secret: [
        '<Secret><PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue></Secret>',
        '<Secret><EncryptedValue/></Secret>',
        `<Secret><PlainValue>${'A'.repeat(17_000)}</PlainValue></Secret>`,
      ],
      fields: [
        '<TimeInterval><PlainValue>60</PlainValue></TimeInterval>',
        '<Time><PlainValue>-1</PlainValue></Time>',
        '<Counter><PlainValue>99999999999999999999</PlainValue></Counter>',
      ],
      policy: [
        '',
        '<Policy><StartDate>2026-01-01T00:00:00Z</StartDate></Policy>',
        '<Policy><ExpiryDate>x</ExpiryDate></Policy>',
      ],
      head: [
        '',
        '<EncryptionKey/>',
        '<MACMethod Algorithm="x"/>',
        '<!DOCTYPE a [<!ENTITY b "c">]>',
        '<a>'.repeat(40),
      ],
    }),
    times: fc.constantFrom(1, 1, 1, 2, 300),
    cut: cuts,
    wild: seldom(wildOctets, 8),
  })
  .map(
    ({ parts: { head, ...parts }, times, cut: at, wild }) =>
      wild ?? cut(Buffer.from(container(keyPackage(parts).repeat(times), head)), at),
  );

const COLUMNS = ['serial', 'secret', 'algorithm', 'digits', 'period', 'manufacturer', 'expires'] as const;
const CELLS: Readonly<Record<(typeof COLUMNS)[number], readonly string[]>> = {
  serial: ['M-1001', 'M1002', '1003', 'm'.repeat(32), 'm'.repeat(33)],
  secret: SECRETS,
  algorithm: ['SHA1', 'HMAC-SHA-256', 'sha512', 'MD5'],
  digits: ['6', '8', '9', '６'],
  period: ['30', '60', '0', '999999999'],
  manufacturer: ['Mihon', '', '見'.repeat(100)],
  expires: ['2030-01-01T00:00:00Z', '2020-01-01T00:00:00+09:00', '2030-13-01', ''],
};

/** Seed lists whose header is right as a rule, with a few lines of cells. */
const csvFiles: fc.Arbitrary<Buffer> = fc
  .record({
    header: around([
      COLUMNS.join(','),
      COLUMNS.join(',').toUpperCase(),
      '\ufeffserial,secret',
      'serial;secret',
    ]),
    rows: fc.array(fields(CELLS), { maxLength: 4 }),
    quoting: right(['', '"', '""', "'"]),
    ending: right(['\r\n', '\n', '\r']),
    cut: cuts,
    wild: seldom(wildOctets, 8),
  })
  .map(({ header, rows, quoting, ending, cut: at, wild }) => {
    const lines = rows.map((cells) =>
      COLUMNS.map((column) => `${quoting}${cells[column]}${quoting}`).join(','),
    );
    return wild ?? cut(Buffer.from([header, ...lines].join(ending)), at);
  });

const uris: fc.Arbitrary<string> = fields({
  scheme: ['otpauth://totp/', 'OTPAUTH://HOTP/', 'otpauth://totp'],
  label: ['Mihon:taro', 'taro', 'a:b:c', '%', '%00', 'Mihon%3A%20taro'],
  secret: ['GEZDGNBVGY3TQOJQ', 'gezd gnbv', '1', '=', 'A'.repeat(5_000)],
  rest: [
    '',
    '&issuer=Mihon',
    '&digits=8&period=60',
    '&counter=18446744073709551616',
    '&secret=A',
    '&algorithm=MD5&digits=07',
  ],
}).map(({ scheme, label, secret, rest }) => `${scheme}${label}?secret=${secret}${rest}`);

interface Importing {
  readonly content: Buffer;
  readonly format: 'pskc' | 'csv';
}

export interface FuzzedReaders {
  readonly targets: readonly Target[];
  readonly close: () => Promise<void>;
}

/** Files and texts that are brought to the house: each is read or refused in a word, and none breaks anything. */
export async function openReadersFuzz(ground: IntrudersGround): Promise<FuzzedReaders> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-fuzz-'));
  const path = join(folder, 'seeds');
  /** As `warifu tokens import` takes a file: read, and put into the stock. */
  const importFile = async ({ content, format }: Importing): Promise<string> => {
    await writeFile(path, content);
    try {
      const tokens = await readSeedFile({ path, format });
      const imported = await ground.authority.operator.importHardTokens({ tokens, actor: ACTOR });
      return imported.outcome === 'imported' ? 'imported' : 'refused by the stock';
    } catch (error) {
      if (!(error instanceof PlainFault)) throw error;
      if (SECRETS.some((secret) => error.message.includes(secret)))
        throw new Error('the refusal repeats a secret');
      return 'refused by the reader';
    }
  };
  const isDoor = (verdict: string): boolean => verdict.startsWith('refused by the reader');
  const importing = (format: 'pskc' | 'csv', files: fc.Arbitrary<Buffer>): Target =>
    targetOf<Importing>({
      name: `import ${format}`,
      group: 'readers',
      inputs: files.map((content) => ({ content, format })),
      send: importFile,
      isDoor,
      share: 8,
    });
  const pending = await prepareProvision({ form: 'WRSM' });
  return {
    targets: [
      importing('pskc', pskcFiles),
      importing('csv', csvFiles),
      otpauth,
      targetOf<unknown>({
        name: 'reply to a device',
        group: 'readers',
        inputs: fc.oneof(
          wildJson,
          fc.record({
            tokenId: around(['WRSM00000091']),
            suite: around([pending.request.suite]),
            agreementPublicKey: around([pending.request.agreementPublicKey]),
            serverTime: wildJson,
            expiresAt: fc.constant(2),
            mac: around(['A'.repeat(43)]),
          }),
        ),
        send: async (reply) => (await acceptReply(pending, reply)).outcome,
        isDoor: () => false,
        share: 8,
      }),
      targetOf<unknown>({
        name: 'request of a device',
        group: 'readers',
        inputs: fc.oneof(
          wildJson,
          fc.record({
            version: fc.constant(1),
            action: around(['delete']),
            tokenId: around(['WRSM00000091']),
            at: wildJson,
            nonce: around(['A'.repeat(22)]),
            signature: wildText,
          }),
        ),
        send: async (request) => (parseLifecycle(request) === undefined ? 'refused' : 'parsed'),
        isDoor: () => false,
        share: 8,
      }),
    ],
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

const otpauth = targetOf<string>({
  name: 'otpauth URI',
  group: 'readers',
  inputs: uris,
  send: async (uri) => {
    try {
      parseOtpauthUri(uri);
      return 'read';
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      if (error.message.length > 200) throw new Error('the refusal repeats what it read');
      return 'refused by the reader';
    }
  },
  isDoor: (verdict) => verdict !== 'read',
  share: 8,
});
