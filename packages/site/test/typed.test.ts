import { expect, test } from 'vitest';
import { compileFields, fieldsShape } from '../src/read.ts';
import { readDay } from '../src/typed.ts';

test.each([
  ['2026-04-01', '2026-04-01'],
  ['２０２６年４月１日', '2026-04-01'],
  ['1900/1/1', '1900-01-01'],
  ['2999-12-31', '2999-12-31'],
])('%s is a day', (typed, day) => {
  expect(readDay(typed)).toBe(day);
});

test.each(['2026-02-30', '0000-01-01', '1899-12-31', '3000-01-01', '9999-12-31', '99999-01-01'])(
  '%s is no day that a bank’s book could have',
  (typed) => {
    expect(readDay(typed)).toBeUndefined();
  },
);

test.each([
  ['a text', true],
  ['', true],
  ['x'.repeat(300), true],
  ['x'.repeat(301), false],
  ['a\0b', false],
  [['a', 'b'], false],
])('%j is a field: %s', (value, isField) => {
  const judge = compileFields({
    schema: fieldsShape(['name']),
    method: 'POST',
    url: '/',
    httpPart: 'body',
  }) as (given: unknown) => { readonly error?: unknown };
  expect(judge({ name: value }).error === undefined).toBe(isField);
});
