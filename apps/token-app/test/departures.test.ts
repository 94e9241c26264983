import { describe, expect, test } from 'vitest';
import { isQuestionDue, type MovedOn, newsOf, readMovedOn } from '../src/client/departures.ts';

const NOW = 1_795_482_000_000;
const HOUR = 3_600_000;

describe('the question where the token moved on', () => {
  test.each<[string, { metAt?: number; askedAt?: number }, boolean]>([
    ['is due when it was never asked', {}, true],
    ['is due a day after the last time', { askedAt: NOW - 24 * HOUR }, true],
    ['is not due before', { askedAt: NOW - 24 * HOUR + 1 }, false],
    ['is due where the last time lies ahead: the clock was set back', { askedAt: NOW + 1 }, true],
    ['waits until the authority is met', { metAt: NOW - 60_001 }, false],
    ['waits where the meeting was under another clock', { metAt: NOW + 60_001 }, false],
  ])('%s', (_, { metAt = NOW, askedAt }, isDue) => {
    expect(isQuestionDue(NOW, metAt, askedAt)).toBe(isDue);
  });
});

test('only what left after the last confirmation is news', () => {
  const departure = (leftAtMs: number) => ({ service: 'わりふ信用金庫', why: 'replaced', leftAtMs }) as const;
  const movedOn: MovedOn = { isRegistered: false, departures: [departure(2_000), departure(1_000)] };
  expect(newsOf(movedOn, undefined)).toEqual(movedOn);
  expect(newsOf(movedOn, 1_000)).toEqual({ ...movedOn, departures: [departure(2_000)] });
  expect(newsOf(movedOn, 2_000)).toBeUndefined();
  expect(newsOf({ isRegistered: true, departures: [] }, undefined)).toBeUndefined();
});

describe('an answer', () => {
  const departures = [{ service: 's', why: 'ended', leftAt: 7 }];

  test('is read in milliseconds', () => {
    expect(readMovedOn({ outcome: 'moved_on', departures, isRegistered: true })).toEqual({
      departures: [{ service: 's', why: 'ended', leftAtMs: 7_000 }],
      isRegistered: true,
    });
  });

  test('with a reason that this app does not know is read without it', () => {
    const newer = [...departures, { service: 't', why: 'forgotten', leftAt: 8 }, null, {}];
    expect(readMovedOn({ departures: newer, isRegistered: true })?.departures).toHaveLength(1);
  });

  test.each([undefined, null, 'moved_on', {}, { departures }, { departures: {}, isRegistered: true }])(
    'that is %o is none',
    (wire) => {
      expect(readMovedOn(wire)).toBeUndefined();
    },
  );
});
