import { createHash } from 'node:crypto';

const WORDS_IN_DIGEST = 8;
const TWO_POW_32 = 2 ** 32;

/** Draws that follow from a seed alone, whatever was drawn elsewhere before. */
export interface Random {
  /** 0 to n − 1. */
  readonly below: (n: number) => number;
  readonly pick: <T>(items: readonly T[]) => T | undefined;
}

/** The draws of one place: the same seed and the same words give the same draws. */
export function randomOf(seed: string, ...words: readonly (string | number)[]): Random {
  let block = 0;
  let drawn: readonly number[] = [];
  const next = (): number => {
    const [first, ...rest] = drawn;
    if (first !== undefined) {
      drawn = rest;
      return first;
    }
    const digest = createHash('sha256')
      .update([seed, ...words, block].join('\0'))
      .digest();
    block += 1;
    drawn = Array.from({ length: WORDS_IN_DIGEST }, (_, index) => digest.readUInt32BE(index * 4));
    return next();
  };
  const below = (n: number): number => Math.floor((next() / TWO_POW_32) * n);
  return { below, pick: (items) => items[below(items.length)] };
}
