import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  hotpSync,
  type Match,
  type MatchQuestion,
  matchTotp,
  matchTotpPair,
  matchTotpPairSync,
  matchTotpSync,
  type SyncHmac,
  timeStep,
  WINDOW_STEPS_MAX,
} from '../src/index.ts';
import { ascii, nodeHmac, webHmac } from './hmacs.ts';
import { RFC_4226_D_SECRET } from './vectors.ts';

const secret = ascii(RFC_4226_D_SECRET);
const hmac = nodeHmac(secret);
const codeAt = (step: number) => hotpSync(hmac, step);
const fresh = (step: number): Match => ({ match: 'fresh', step: timeStep(step) });
const spent: Match = { match: 'spent' };
const none: Match = { match: 'none' };

/** An HMAC under which the code of each step is the number given for it, and otherwise 0. */
function dictated(codes: Readonly<Record<number, number>>): SyncHmac {
  return (message) => {
    const step = Number(new DataView(message.buffer).getBigUint64(0));
    const mac = new Uint8Array(20);
    new DataView(mac.buffer).setUint32(0, codes[step] ?? 0);
    return mac;
  };
}

function question(changes: Partial<MatchQuestion>): MatchQuestion {
  return { code: codeAt(1000), at: timeStep(1000), window: 1, lastStep: undefined, ...changes };
}

describe('matchTotp', () => {
  test.each<[string, Partial<MatchQuestion>, Match]>([
    ['the code of the centre', {}, fresh(1000)],
    ['the earliest of the window', { code: codeAt(999) }, fresh(999)],
    ['the latest of the window', { code: codeAt(1001) }, fresh(1001)],
    ['one before the window', { code: codeAt(998) }, none],
    ['one after the window', { code: codeAt(1002) }, none],
    ['a neighbour with no window', { code: codeAt(1001), window: 0 }, none],
    ['one that follows the last step', { lastStep: timeStep(999) }, fresh(1000)],
    ['one of the last step', { lastStep: timeStep(1000) }, spent],
    ['one before the last step', { lastStep: timeStep(1001) }, spent],
    ['one in the window of a token far ahead', { lastStep: timeStep(2000) }, spent],
    ['a wrong code, whatever was spent', { code: '000000', lastStep: timeStep(2000) }, none],
    ['a code that is too short', { code: codeAt(1000).slice(1) }, none],
    ['a code that is too long', { code: `${codeAt(1000)}0` }, none],
    ['nothing at all', { code: '' }, none],
    [
      'the same digits in full width',
      { code: codeAt(1000).replace(/./g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) },
      none,
    ],
    ['six digits where eight are asked for', { digits: 8 }, none],
    ['eight digits', { digits: 8, code: hotpSync(hmac, 1000, { digits: 8 }) }, fresh(1000)],
    [
      'step 0, whose window has nothing before it',
      { code: codeAt(0), at: timeStep(0), window: 20 },
      fresh(0),
    ],
    ['step 0 after it was spent', { code: codeAt(0), at: timeStep(0), lastStep: timeStep(0) }, spent],
    ['a step above 2^32', { code: codeAt(2 ** 32 + 5), at: timeStep(2 ** 32 + 4) }, fresh(2 ** 32 + 5)],
  ])('%s', async (_title, changes, expected) => {
    const asked = question(changes);
    expect(matchTotpSync({ ...asked, hmac })).toStrictEqual(expected);
    expect(await matchTotp({ ...asked, hmac })).toStrictEqual(expected);
    expect(await matchTotp({ ...asked, hmac: await webHmac(secret) })).toStrictEqual(expected);
  });

  test('a code of two fresh steps spends the later one, and is dead with it', () => {
    const twice = dictated({ 999: 123_456, 1001: 123_456 });
    const asked = question({ code: '123456' });
    expect(matchTotpSync({ ...asked, hmac: twice })).toStrictEqual(fresh(1001));
    expect(matchTotpSync({ ...asked, hmac: twice, lastStep: timeStep(1001) })).toStrictEqual(spent);
  });

  test('a code of a spent step and of a fresh one is fresh', () => {
    const twice = dictated({ 999: 123_456, 1001: 123_456 });
    const asked = question({ code: '123456', lastStep: timeStep(1000) });
    expect(matchTotpSync({ ...asked, hmac: twice })).toStrictEqual(fresh(1001));
  });

  test.each(['at the first step', 'at the last step', 'nowhere'])(
    'computes the whole window where the code matches %s',
    (where) => {
      const code =
        { 'at the first step': codeAt(980), 'at the last step': codeAt(1020), nowhere: 'no code' }[where] ??
        '';
      let computed = 0;
      const counting: SyncHmac = (message) => {
        computed += 1;
        return hmac(message);
      };
      matchTotpSync({ ...question({ code, window: 20, lastStep: timeStep(990) }), hmac: counting });
      expect(computed).toBe(41);
    },
  );

  test.each([-1, 0.5, Number.NaN, WINDOW_STEPS_MAX + 1])('a window of %d is refused', async (window) => {
    expect(() => matchTotpSync({ ...question({ window }), hmac })).toThrow(RangeError);
    await expect(matchTotp({ ...question({ window }), hmac })).rejects.toThrow(RangeError);
  });

  test('a window that reaches beyond the safe integers is refused', () => {
    const at = timeStep(Number.MAX_SAFE_INTEGER);
    expect(() => matchTotpSync({ ...question({ at }), hmac })).toThrow(RangeError);
  });

  test('a code matches exactly the steps of its window, and is spent exactly up to the last one', () => {
    const steps = fc.integer({ min: 0, max: 100_000_000 });
    const window = fc.integer({ min: 0, max: 20 });
    const distance = fc.integer({ min: -25, max: 25 });
    fc.assert(
      fc.property(steps, window, distance, fc.option(distance), (centre, width, drift, behind) => {
        const shown = Math.max(0, centre + drift);
        const last = behind === null ? undefined : Math.max(0, shown + behind);
        // Six digits collide now and then; these are all the steps in the window that the code belongs to.
        const code = codeAt(shown);
        const candidates = Array.from({ length: 2 * width + 1 }, (_, index) => centre - width + index).filter(
          (step) => step >= 0 && codeAt(step) === code,
        );
        const latest = candidates.filter((step) => last === undefined || step > last).at(-1);
        const expected = latest !== undefined ? fresh(latest) : candidates.length > 0 ? spent : none;
        const lastStep = last === undefined ? undefined : timeStep(last);
        const asked = { hmac, code, at: timeStep(centre), window: width, lastStep };
        expect(matchTotpSync(asked)).toStrictEqual(expected);
      }),
    );
  });

  test('spending each fresh step takes every code at most once, in whatever order they come', () => {
    const presented = fc.array(fc.integer({ min: 990, max: 1010 }), { maxLength: 60 });
    fc.assert(
      fc.property(presented, (shown) => {
        let lastStep: MatchQuestion['lastStep'];
        const accepted: number[] = [];
        for (const step of shown) {
          const found = matchTotpSync({ ...question({ code: codeAt(step), window: 10, lastStep }), hmac });
          if (found.match !== 'fresh') continue;
          accepted.push(found.step);
          lastStep = found.step;
        }
        expect(accepted).toEqual([...new Set(accepted)].toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('matchTotpPair', () => {
  const pair = (code: string, nextCode: string, changes: Partial<MatchQuestion> = {}) => ({
    ...question({ code, window: 20, ...changes }),
    nextCode,
  });

  test.each<[string, ReturnType<typeof pair>, Match]>([
    ['two consecutive codes spend the second step', pair(codeAt(985), codeAt(986)), fresh(986)],
    ['the earliest pair of the window', pair(codeAt(980), codeAt(981)), fresh(981)],
    ['the latest pair has its second code after the window', pair(codeAt(1020), codeAt(1021)), fresh(1021)],
    ['a pair before the window', pair(codeAt(979), codeAt(980)), none],
    ['a pair after the window', pair(codeAt(1021), codeAt(1022)), none],
    ['the same code twice', pair(codeAt(985), codeAt(985)), none],
    ['two codes in the wrong order', pair(codeAt(986), codeAt(985)), none],
    ['two codes with one left out between them', pair(codeAt(985), codeAt(987)), none],
    ['a right code and a wrong one', pair(codeAt(985), '000000'), none],
    ['a wrong code and a right one', pair('000000', codeAt(986)), none],
    ['a pair after the last step', pair(codeAt(985), codeAt(986), { lastStep: timeStep(984) }), fresh(986)],
    [
      'a pair of which the first is spent',
      pair(codeAt(985), codeAt(986), { lastStep: timeStep(985) }),
      spent,
    ],
    ['a pair of which both are spent', pair(codeAt(985), codeAt(986), { lastStep: timeStep(986) }), spent],
    ['the first two codes of all', pair(codeAt(0), codeAt(1), { at: timeStep(0) }), fresh(1)],
  ])('%s', async (_title, asked, expected) => {
    expect(matchTotpPairSync({ ...asked, hmac })).toStrictEqual(expected);
    expect(await matchTotpPair({ ...asked, hmac: await webHmac(secret) })).toStrictEqual(expected);
  });
});
