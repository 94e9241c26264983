import { expect, test } from 'vitest';
import { isUuid, uuidv7 } from '../src/index.ts';

test('a UUIDv7 has the version and variant of RFC 9562 and begins with its millisecond', () => {
  for (let round = 0; round < 2_000; round += 1) {
    const made = uuidv7(0x0123_4567_89ab);
    expect(isUuid(made)).toBe(true);
    expect(made).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab]/);
  }
});

test('no two of a hundred thousand made in one millisecond are the same', () => {
  const made = new Set(Array.from({ length: 100_000 }, () => uuidv7(1_700_000_000_000)));
  expect(made.size).toBe(100_000);
});

test('later ones sort behind earlier ones', () => {
  const made = [1, 15, 16, 255, 4_096, 1_700_000_000_000, 1_800_000_000_000].map((at) => uuidv7(at));
  expect([...made].sort()).toEqual(made);
});

test('what is no UUID in lower case is told apart', () => {
  const made = uuidv7();
  for (const text of ['', made.toUpperCase(), made.slice(1), `${made}0`, made.replace('-', '')])
    expect(isUuid(text)).toBe(false);
});
