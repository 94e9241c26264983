import { recordsOf } from './csv.ts';
import { epochSecondsOf, octetsOfBase32, octetsOfHex, textOf, wholeNumberOf } from './octets.ts';
import { orRefusal, Refused, type SeedRefusal } from './refusal.ts';
import {
  NAME_LENGTH_MAX,
  PERIOD_SECONDS_MAX,
  SECRET_BYTES_MAX,
  SEEDS_MAX,
  type Seed,
  type SeedAlgorithm,
  type SeedsRead,
} from './seed.ts';

type Row = ReadonlyMap<string, string>;

const COLUMNS = [
  'serial',
  'secret',
  'secret_hex',
  'secret_base32',
  'algorithm',
  'digits',
  'period',
  'manufacturer',
  'expires',
];
const SECRET_COLUMNS = ['secret', 'secret_hex', 'secret_base32'];
const ALGORITHMS: ReadonlyMap<string, SeedAlgorithm> = new Map([
  ['', 'SHA1'],
  ['SHA1', 'SHA1'],
  ['SHA256', 'SHA256'],
  ['SHA512', 'SHA512'],
]);

/**
 * All seeds of a CSV file: a header, then a line for each token; or the first line that is wrong, and no seed.
 *
 * Columns in any order: `serial`, `secret` (hex or base32, the same in the whole file; `secret_hex` or `secret_base32`
 * say which), and as wanted `algorithm`, `digits` (6), `period` (30), `manufacturer`, `expires`.
 *
 * @see RFC 4180
 */
export function readSeedCsv(file: Uint8Array): SeedsRead | SeedRefusal {
  return orRefusal(() => {
    const [header, ...records] = recordsOf(textOf(file));
    const columns = columnsOf(header?.fields ?? []);
    if (records.length === 0) throw new Refused('missing', 'line 2');
    if (records.length > SEEDS_MAX) throw new Refused('too_many', `line ${SEEDS_MAX + 2}`);
    const rows = records.map(({ fields, line }) => {
      if (fields.length !== columns.length) throw new Refused('csv_columns', `line ${line}`);
      const row: Row = new Map(columns.map((column, index) => [column, fields[index]?.trim() ?? '']));
      return { row, place: `line ${line}` };
    });
    const decode = decoderOf(columns, rows);
    return { outcome: 'read', seeds: rows.map(({ row, place }) => seedOf(row, place, decode)) };
  });
}

function columnsOf(fields: readonly string[]): readonly string[] {
  const columns = fields.map((field) => field.trim().toLowerCase());
  const secrets = columns.filter((column) => SECRET_COLUMNS.includes(column));
  const isKnown = columns.every((column) => COLUMNS.includes(column));
  if (
    !isKnown ||
    new Set(columns).size !== columns.length ||
    secrets.length !== 1 ||
    !columns.includes('serial')
  )
    throw new Refused('csv_header', 'line 1');
  return columns;
}

type Decode = (row: Row, place: string) => Uint8Array;

/** One spelling for the whole file. `2345…` is both hex and base32, and a guess could be wrong for all tokens at once. */
function decoderOf(columns: readonly string[], rows: readonly { row: Row; place: string }[]): Decode {
  const column = SECRET_COLUMNS.find((name) => columns.includes(name)) ?? '';
  const by =
    (decode: (text: string) => Uint8Array | undefined): Decode =>
    (row, place) => {
      const secret = decode((row.get(column) ?? '').replaceAll(/[ -]/g, ''));
      if (!secret) throw new Refused('secret_spelling', place);
      return secret;
    };
  if (column === 'secret_hex') return by(octetsOfHex);
  if (column === 'secret_base32') return by(octetsOfBase32);
  const canAllBe = (decode: Decode): boolean =>
    rows.every(({ row, place }) => 'seeds' in orRefusal(() => ({ seeds: decode(row, place).fill(0) })));
  const isHex = canAllBe(by(octetsOfHex));
  if (isHex && canAllBe(by(octetsOfBase32))) throw new Refused('secret_ambiguous', 'line 1');
  if (isHex) return by(octetsOfHex);
  // Where neither reads every line, the line at fault is told by the spelling that reads the first.
  const [first] = rows;
  const firstIsHex = first && octetsOfHex((first.row.get(column) ?? '').replaceAll(/[ -]/g, ''));
  return canAllBe(by(octetsOfBase32)) || !firstIsHex ? by(octetsOfBase32) : by(octetsOfHex);
}

function seedOf(row: Row, place: string, decode: Decode): Seed {
  const serial = row.get('serial') ?? '';
  const manufacturer = row.get('manufacturer') ?? '';
  if (serial === '' || serial.length > NAME_LENGTH_MAX) throw new Refused('serial', place);
  if (manufacturer.length > NAME_LENGTH_MAX) throw new Refused('too_large', place);
  const algorithm = ALGORITHMS.get((row.get('algorithm') ?? '').toUpperCase().replaceAll(/^HMAC-?|-/g, ''));
  if (!algorithm) throw new Refused('unknown_suite', place);
  const expires = row.get('expires') ?? '';
  const secret = decode(row, place);
  if (secret.length === 0 || secret.length > SECRET_BYTES_MAX) throw new Refused('secret_length', place);
  return {
    place,
    serial,
    ...(manufacturer === '' ? {} : { manufacturer }),
    secret,
    algorithm,
    digits: wholeNumberOf(row.get('digits') || '6', 6, 8, place),
    movement: {
      by: 'time',
      periodSeconds: wholeNumberOf(row.get('period') || '30', 1, PERIOD_SECONDS_MAX, place),
      driftSteps: 0,
    },
    ...(expires === '' ? {} : { expiresAt: epochSecondsOf(expires, place) }),
  };
}
