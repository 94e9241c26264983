import { expect, test } from 'vitest';
import { batched, Overloaded } from '../src/index.ts';

/** A run that is held until told to go on, and remembers its batches. */
function held() {
  const batches: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const run = async (calls: readonly number[]): Promise<readonly number[]> => {
    batches.push(calls);
    await new Promise<void>((resolve) => gates.push(resolve));
    return calls.map((call) => call * 10);
  };
  const goOn = async (): Promise<void> => {
    gates.shift()?.();
    await turns();
  };
  return { batches, run, goOn };
}

/** Some turns of the event loop: no clock is waited for. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('a lone call waits for nobody; those that come meanwhile go together into the next batch', async () => {
  const { batches, run, goOn } = held();
  const call = batched(run);
  const first = call(1);
  await turns();
  expect(batches).toEqual([[1]]);
  const others = [call(2), call(3), call(4)];
  await goOn();
  expect(batches).toEqual([[1], [2, 3, 4]]);
  await goOn();
  expect(await Promise.all([first, ...others])).toEqual([10, 20, 30, 40]);
});

test('what one answer wakes goes together: all calls of one turn of the event loop are one batch', async () => {
  const { batches, run, goOn } = held();
  const call = batched(run);
  const woken = Promise.resolve();
  const all = [1, 2, 3].map(async (number) => {
    await woken;
    return call(number);
  });
  await turns();
  expect(batches).toEqual([[1, 2, 3]]);
  await goOn();
  expect(await Promise.all(all)).toEqual([10, 20, 30]);
});

test('a batch has its bound, and what is beyond it waits for the one after', async () => {
  const { batches, run, goOn } = held();
  const call = batched(run, { callsMax: 2 });
  const all = [1, 2, 3, 4, 5].map((number) => call(number));
  await turns();
  for (let round = 0; round < 3; round += 1) await goOn();
  expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50]);
});

test('more waiting calls than the bound allows are refused at once', async () => {
  const { run, goOn } = held();
  const call = batched(run, { waitingMax: 2 });
  const first = call(1);
  await turns();
  const taken = [first, call(2), call(3)];
  await expect(call(4)).rejects.toBeInstanceOf(Overloaded);
  await goOn();
  await goOn();
  expect(await Promise.all(taken)).toEqual([10, 20, 30]);
});

test('two calls of one key never stand in one batch', async () => {
  const { batches, run, goOn } = held();
  const call = batched(run, { keyOf: (number) => String(number % 2) });
  const all = [0, 1, 3, 2, 5].map((number) => call(number));
  await turns();
  for (let round = 0; round < 3; round += 1) await goOn();
  expect(batches).toEqual([[0, 1], [3, 2], [5]]);
  await Promise.all(all);
});

test('a bug in one call does not sink the others of its batch', async () => {
  const seen: (readonly number[])[] = [];
  const call = batched(async (calls: readonly number[]) => {
    seen.push(calls);
    await Promise.resolve();
    if (calls.includes(13)) throw new TypeError('thirteen');
    return calls;
  });
  const settled = await Promise.allSettled([call(1), call(2), call(13), call(4)]);
  expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual([[1, 2, 13, 4], [1], [2], [13], [4]]);
});

test('a fault that would meet each call is told to all and not tried again one by one', async () => {
  let runs = 0;
  const call = batched(
    async (calls: readonly number[]): Promise<readonly number[]> => {
      runs += 1;
      await Promise.resolve();
      if (calls.length > 1) throw new Error('the database is away');
      return calls;
    },
    { isolates: () => false },
  );
  const settled = await Promise.allSettled([call(1), call(2), call(3)]);
  expect(settled.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(runs).toBe(1);
  expect(await call(1)).toBe(1);
});

test('a run that answers too few outcomes is a fault of all its calls, never somebody else’s outcome', async () => {
  const call = batched(async () => [] as readonly number[]);
  await expect(call(1)).rejects.toThrow('one outcome for each call');
});

test('with two lanes a second batch is under way beside the first, and no third', async () => {
  const { batches, run, goOn } = held();
  const call = batched(run, { lanes: 2 });
  const sent = [call(1)];
  await turns();
  sent.push(call(2), call(3));
  await turns();
  sent.push(call(4));
  await turns();
  expect(batches).toEqual([[1], [2, 3]]);
  await goOn();
  expect(batches).toEqual([[1], [2, 3], [4]]);
  await goOn();
  await goOn();
  expect(await Promise.all(sent)).toEqual([10, 20, 30, 40]);
});

test('a key under way in one lane is taken up by no other, and by the next batch of its own', async () => {
  const { batches, run, goOn } = held();
  const call = batched(run, { lanes: 2, keyOf: (value) => String(value % 10) });
  const sent = [call(1)];
  await turns();
  sent.push(call(11), call(2));
  await turns();
  expect(batches).toEqual([[1], [2]]);
  await goOn();
  expect(batches).toEqual([[1], [2], [11]]);
  await goOn();
  await goOn();
  expect(await Promise.all(sent)).toEqual([10, 110, 20]);
});
