import { expect, test } from 'vitest';
import { TO_LOGIN } from './relay.ts';
import { type Found, isGoodWalk, type Tried } from './tell.ts';

const tried = (statuses: Tried['statuses'], found: Found = 'nothing'): Tried => ({
  aim: {
    face: 'bank',
    name: 'bank POST /transfer',
    fields: ['amount'],
    open: () => Promise.reject(new Error('not opened')),
  },
  found,
  statuses,
});
const REACHED = tried({ 303: 13, 404: 2, 422: 26 });

test('a walk is good where the toy was found, and every aim was tried, reached and held', () => {
  expect(isGoodWalk(true, [REACHED], 0)).toBe(true);
});

test.each<[string, Tried]>([
  ['sqlmap found a place', tried({ 200: 40 }, 'injectable')],
  ['sqlmap tried nothing', tried({ 200: 2 }, 'not tried')],
  ['no request came past the door', tried({ 400: 2, 403: 9, 404: 20, 410: 9, [TO_LOGIN]: 1 })],
  ['one was sent away for asking too often', tried({ 303: 40, 429: 1 })],
  ['one broke something', tried({ 422: 40, 500: 1 })],
])('a walk is not good where %s', (_, one) => {
  expect(isGoodWalk(true, [REACHED, one], 0)).toBe(false);
});

test('nor where the toy was not found, nothing was walked, or an aim was left for want of time', () => {
  expect(isGoodWalk(false, [REACHED], 0)).toBe(false);
  expect(isGoodWalk(true, [], 0)).toBe(false);
  expect(isGoodWalk(true, [REACHED], 1)).toBe(false);
});
