import { describe, expect, test } from 'vitest';
import { grouped, Overloaded } from '../src/index.ts';

const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Work that says when it went in, and leaves and ends when it is told to. */
function stage() {
  const inside: string[] = [];
  const leaving = new Map<string, () => void>();
  const ending = new Map<string, (error?: Error) => void>();
  const inGroup = grouped();
  const send = (name: string): Promise<string> =>
    inGroup(
      (leave) =>
        new Promise((resolve, reject) => {
          inside.push(name);
          leaving.set(name, leave);
          ending.set(name, (error) => (error === undefined ? resolve(name) : reject(error)));
        }),
    );
  const leave = (name: string): void => leaving.get(name)?.();
  const end = (name: string, error?: Error): void => ending.get(name)?.(error);
  return { inside, send, leave, end };
}

describe('groups', () => {
  test('what comes in one turn goes together, and what comes later waits until all of it has left', async () => {
    const { inside, send, leave, end } = stage();
    const sent = [send('a'), send('b')];
    await endOfTurn();
    expect(inside).toEqual(['a', 'b']);
    sent.push(send('c'), send('d'));
    leave('a');
    await endOfTurn();
    await endOfTurn();
    expect(inside).toEqual(['a', 'b']);
    leave('b');
    await endOfTurn();
    await endOfTurn();
    expect(inside).toEqual(['a', 'b', 'c', 'd']);
    for (const name of ['a', 'b', 'c', 'd']) end(name);
    expect(await Promise.all(sent)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('work that ends or fails has left, and leaving twice counts once', async () => {
    const { inside, send, leave, end } = stage();
    const first = send('a');
    const second = send('b');
    await endOfTurn();
    const third = send('c');
    leave('a');
    leave('a');
    end('a');
    expect(await first).toBe('a');
    await endOfTurn();
    expect(inside).toEqual(['a', 'b']);
    end('b', new Error('planted'));
    await expect(second).rejects.toThrow('planted');
    await endOfTurn();
    expect(inside).toEqual(['a', 'b', 'c']);
    end('c');
    expect(await third).toBe('c');
  });

  test('after a group that found nobody waiting the next call goes in by itself', async () => {
    const { send, end } = stage();
    const first = send('a');
    await endOfTurn();
    end('a');
    await first;
    const second = send('b');
    await endOfTurn();
    end('b');
    expect(await second).toBe('b');
  });

  test('beyond 1,024 that wait the next is refused, and those are let through', async () => {
    const { inside, send, end } = stage();
    const first = send('first');
    await endOfTurn();
    const waiting = Array.from({ length: 1_024 }, (_, index) => send(String(index)));
    await expect(send('one too many')).rejects.toThrow(Overloaded);
    end('first');
    await first;
    await endOfTurn();
    expect(inside).toHaveLength(1_025);
    for (const name of inside) end(name);
    await Promise.all(waiting);
  });
});
