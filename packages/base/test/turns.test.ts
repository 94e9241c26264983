import { expect, test } from 'vitest';
import { turns } from '../src/index.ts';

/** A promise that ends when told to. */
function gate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
}

test('work of one key waits for the one before, and of another key for nobody', async () => {
  const inTurn = turns();
  const first = gate();
  const seen: string[] = [];
  const one = inTurn('a', async () => {
    seen.push('first begins');
    await first.passed;
    seen.push('first ends');
  });
  const two = inTurn('a', async () => seen.push('second'));
  await inTurn('b', async () => seen.push('other'));
  expect(seen).toEqual(['first begins', 'other']);
  first.open();
  await Promise.all([one, two]);
  expect(seen).toEqual(['first begins', 'other', 'first ends', 'second']);
});

test('what fails tells its own caller, and the next goes on', async () => {
  const inTurn = turns();
  const failed = inTurn('a', () => Promise.reject(new Error('broken')));
  const next = inTurn('a', async () => 'well');
  await expect(failed).rejects.toThrow('broken');
  expect(await next).toBe('well');
});
