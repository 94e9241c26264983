import { createHmac } from 'node:crypto';
import { epochSeconds } from '@warifu/base';
import { hotpSync, timeStep } from '@warifu/oath';
import { describe, expect, test } from 'vitest';
import { type CodeFacts, type Judgement, judgeBinding, judgeCode } from '../src/judge.ts';

const STEP = 59_849_400;
const hmac = (message: Uint8Array) => createHmac('sha1', 'a secret of twenty b').update(message).digest();
const codeOf = (step: number) => hotpSync(hmac, timeStep(step));
const RULES = { windowSteps: 1, farSteps: 20, secondCodeSeconds: 180 };

const GOOD: CodeFacts = {
  hmac,
  digits: 6,
  periodSeconds: 30,
  driftSteps: 0,
  lastStep: STEP - 1,
  code: codeOf(STEP),
  nextCode: undefined,
  wait: undefined,
  now: epochSeconds(STEP * 30 + 29),
};
const right = (step: number): Judgement => ({
  judged: 'right',
  step: timeStep(step),
  driftSteps: step - STEP,
});

describe('a code', () => {
  const now = GOOD.now;
  test.each<[string, Partial<CodeFacts>, Judgement]>([
    ['of this step is right', {}, right(STEP)],
    ['of the next step is right, and moves the offset', { code: codeOf(STEP + 1) }, right(STEP + 1)],
    ['of the first token of all is right', { lastStep: undefined }, right(STEP)],
    [
      'of the step before is right where none was spent',
      { code: codeOf(STEP - 1), lastStep: undefined },
      right(STEP - 1),
    ],
    ['of the step that was spent is spent', { lastStep: STEP }, { judged: 'spent' }],
    ['of a step before the last is spent', { code: codeOf(STEP - 1) }, { judged: 'spent' }],
    ['two steps away is far', { code: codeOf(STEP + 2) }, { judged: 'far', step: timeStep(STEP + 2) }],
    ['twenty steps away is far', { code: codeOf(STEP + 20) }, { judged: 'far', step: timeStep(STEP + 20) }],
    ['twenty-one steps away is wrong', { code: codeOf(STEP + 21) }, { judged: 'wrong' }],
    ['far off and before the last step is spent', { code: codeOf(STEP - 9) }, { judged: 'spent' }],
    ['around the learned offset is right', { code: codeOf(STEP + 8), driftSteps: 7 }, right(STEP + 8)],
    [
      'of our own step is far for a token that is off',
      { driftSteps: 7, lastStep: undefined },
      { judged: 'far', step: timeStep(STEP) },
    ],
    ['of five digits is wrong', { code: codeOf(STEP).slice(1) }, { judged: 'wrong' }],
    ['of nothing is wrong', { code: '' }, { judged: 'wrong' }],
    [
      'after the first far one, in time, is right',
      { code: codeOf(STEP + 9), wait: { step: STEP + 8, askedAt: now - 180 } },
      right(STEP + 9),
    ],
    [
      'after the first far one, too late, is far by itself',
      { code: codeOf(STEP + 9), wait: { step: STEP + 8, askedAt: now - 181 } },
      { judged: 'far', step: timeStep(STEP + 9) },
    ],
    [
      'after a first one that was spent meanwhile is spent',
      { code: codeOf(STEP + 9), lastStep: STEP + 9, wait: { step: STEP + 8, askedAt: now } },
      { judged: 'spent' },
    ],
    [
      'given first a second time, in time, is far',
      { code: codeOf(STEP + 8), wait: { step: STEP + 8, askedAt: now - 180 } },
      { judged: 'far', step: timeStep(STEP + 8) },
    ],
    [
      'given first a second time, too late, is wrong',
      { code: codeOf(STEP + 8), wait: { step: STEP + 8, askedAt: now - 181 } },
      { judged: 'wrong' },
    ],
  ])('%s', (_, spoiled, expected) => {
    expect(judgeCode({ ...GOOD, ...spoiled }, RULES)).toEqual(expected);
  });

  test.each<[string, number, number, Partial<CodeFacts>, Judgement]>([
    ['far off is right, and spends both', 8, 9, {}, right(STEP + 9)],
    ['at the edge is right', 20, 21, {}, right(STEP + 21)],
    ['beyond the edge is wrong', 21, 22, {}, { judged: 'wrong' }],
    ['in the window is right', 0, 1, {}, right(STEP + 1)],
    ['with a gap is wrong', 8, 10, {}, { judged: 'wrong' }],
    ['backwards is wrong', 9, 8, {}, { judged: 'wrong' }],
    ['twice the same is wrong', 8, 8, {}, { judged: 'wrong' }],
    ['of which the first was spent is spent', 8, 9, { lastStep: STEP + 8 }, { judged: 'spent' }],
    [
      'after its three minutes is wrong',
      8,
      9,
      { wait: { step: STEP + 8, askedAt: now - 181 } },
      { judged: 'wrong' },
    ],
    [
      'is right, though another waited in vain',
      8,
      9,
      { wait: { step: STEP + 3, askedAt: now - 181 } },
      right(STEP + 9),
    ],
  ])('and its next %s', (_, first, second, spoiled, expected) => {
    const codes = { code: codeOf(STEP + first), nextCode: codeOf(STEP + second) };
    expect(judgeCode({ ...GOOD, ...codes, ...spoiled }, RULES)).toEqual(expected);
  });
});

describe('a binding', () => {
  const FAR: Judgement = { judged: 'far', step: timeStep(STEP + 8) };
  const WRONG: Judgement = { judged: 'wrong' };
  const SPENT: Judgement = { judged: 'spent' };
  test.each<[Judgement, number, boolean, string, number, boolean]>([
    [right(STEP), 0, false, 'accepted', 0, false],
    [right(STEP), 9, false, 'accepted', 0, false],
    [WRONG, 0, false, 'wrong', 1, false],
    [SPENT, 0, false, 'spent', 1, false],
    [WRONG, 9, false, 'wrong', 10, true],
    [SPENT, 9, false, 'spent', 10, true],
    [FAR, 0, false, 'needs_second_code', 1, false],
    [FAR, 9, false, 'needs_second_code', 10, false],
    [FAR, 10, false, 'wrong', 10, true],
    [WRONG, 10, false, 'wrong', 10, true],
    [right(STEP), 10, false, 'accepted', 0, false],
    [right(STEP), 10, true, 'locked', 10, true],
    [WRONG, 10, true, 'locked', 10, true],
    [FAR, 10, true, 'locked', 10, true],
  ])(
    '%j after %i failures (locked: %s): %s, %i failures, locked: %s',
    (judgement, failures, isLocked, verdict, after, locks) => {
      expect(judgeBinding(judgement, { failures, isLocked }, 10)).toEqual({
        verdict,
        failures: after,
        isLocked: locks,
      });
    },
  );
});
