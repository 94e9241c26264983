import fc from 'fast-check';

/** Texts that have broken parsers: names of prototypes, NUL, half surrogates, directions, formulas, paths, huge fields. */
const NASTY = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'null',
  'undefined',
  'true',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '\u202e',
  '\ufeff',
  'e\u0301',
  'ｶﾞ',
  '%00',
  '%E0%A4%A',
  '{{1}}',
  "' or 1=1 --",
  "'; select pg_sleep(0) --",
  '"><script>',
  '=1+1',
  '../../etc/passwd',
  '9'.repeat(40),
  '-1',
  '-0',
  '1e309',
  '0x10',
  'NaN',
  '０',
  '１２３４５６',
  '٣',
  '2026-02-30',
  '99999-01-01',
  '00000000-0000-0000-0000-000000000000',
  '💴'.repeat(100),
  'x'.repeat(299),
  'x'.repeat(5_000),
  '\r\nset-cookie: a=b',
] as const;

/** Anything that a stranger may write where a text is asked for. */
export const wildText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.uuid(),
);

const FULL_WIDTH = 0xfee0;
/** `123` as `１２３`. */
const widened = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + FULL_WIDTH));

const DAMAGES: readonly ((text: string) => string)[] = [
  widened,
  (text) => `${text}\0`,
  (text) => ` ${text}\u3000`,
  (text) => `${text}${text}`,
  (text) => text.slice(1),
  (text) => `${text}\ud800`,
  (text) => text.toUpperCase(),
  (text) => `-${text}`,
  (text) => `${text}'`,
  (text) => text.replaceAll('-', ''),
];

/** Texts that were right, some of them damaged in one place, and some that never were. */
export function around(good: readonly string[]): fc.Arbitrary<string> {
  if (good.length === 0) return wildText;
  const right = fc.constantFrom(...good);
  const damaged = fc.tuple(right, fc.constantFrom(...DAMAGES)).map(([text, damage]) => damage(text));
  return fc.oneof(
    { weight: 6, arbitrary: right },
    { weight: 2, arbitrary: damaged },
    { weight: 2, arbitrary: wildText },
  );
}

/** The first of the good values as a rule, which is right, and now and then another. */
export const right = (good: readonly string[]): fc.Arbitrary<string> =>
  good.length === 0
    ? wildText
    : fc.oneof(
        { weight: 6, arbitrary: fc.constant(good[0] ?? '') },
        { weight: 1, arbitrary: fc.constantFrom(...good) },
      );

/** Fields that are right together more often than not: one that is wrong is seen only where the others are not. */
export function fields<Name extends string>(
  good: Readonly<Record<Name, readonly string[]>>,
): fc.Arbitrary<Readonly<Record<Name, string>>> {
  const each = (draw: (some: readonly string[]) => fc.Arbitrary<string>) =>
    fc.record(
      Object.fromEntries(Object.entries<readonly string[]>(good).map(([name, some]) => [name, draw(some)])),
    ) as fc.Arbitrary<unknown> as fc.Arbitrary<Readonly<Record<Name, string>>>;
  return fc.oneof({ weight: 6, arbitrary: each(right) }, { weight: 4, arbitrary: each(around) });
}

/** True but for one time in `times`. */
export const mostly = (times: number): fc.Arbitrary<boolean> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });

/** Null but for one time in `times`. */
export const seldom = <Value>(arbitrary: fc.Arbitrary<Value>, times: number): fc.Arbitrary<Value | null> =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

/** The content types that a body may claim to be of. */
export const CONTENT_TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'application/json; charset=utf-7',
  'text/plain',
  'multipart/form-data; boundary=x',
  'application/xml',
  'a/b/c;;',
  '',
] as const;

const DEEP = 4_000;

/** Bodies that are of no shape, as octets. */
export const wildOctets: fc.Arbitrary<Buffer> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map((octets) => Buffer.from(octets)),
  fc.constantFrom(
    Buffer.from('csrf=a&csrf=b&__proto__=x&constructor[prototype]=y'),
    Buffer.from('%ff%fe=%c3%28&a=%'),
    Buffer.from('['.repeat(DEEP)),
    Buffer.from(`${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
    Buffer.from(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`),
    Buffer.from('{"__proto__":{"a":1}}'),
    Buffer.from('{"a":1,"a":2}'),
    Buffer.from('{"a":1e999}'),
    Buffer.from('\ufeff{}'),
    Buffer.from('--x\r\ncontent-disposition: form-data; name="csrf"\r\n\r\nhalf'),
    Buffer.alloc(20_000, 'a'),
    Buffer.alloc(0),
  ),
);

/** What no field of a JSON body was meant to hold. */
export const wildJson: fc.Arbitrary<unknown> = fc.oneof(
  wildText,
  fc.constantFrom(null, true, 0, -1, 1.5, 1e300, Number.MAX_SAFE_INTEGER + 1, [], {}, [[]], { length: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc
    .integer({ min: 1, max: 200 })
    .map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown),
);

/** Values of a header: everything that a header may hold at all, and long. */
export const wildHeader: fc.Arbitrary<string> = fc.oneof(
  fc.string({
    unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    maxLength: 80,
  }),
  fc.string({
    unit: fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 30,
  }),
  fc.constantFrom(
    '',
    ',',
    ';',
    'a'.repeat(4_000),
    '"',
    '\t',
    '*/*;q=9',
    'gzip, deflate, br, zstd',
    '127.0.0.1',
    'null',
  ),
);

/** A text as it can stand in an address or a form: half a surrogate has no UTF-8. */
export const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** One part of a path: never empty and no way up. */
export const segment = (text: string): string => {
  const part = encoded(text);
  return part === '' || part === '.' || part === '..' ? 'x' : part;
};
