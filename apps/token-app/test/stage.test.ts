import { describe, expect, test } from 'vitest';
import { nextStage, type Opening, type Stage, type StageEvent } from '../src/client/stage.ts';
import type { Token } from '../src/client/token.ts';

const STARTING: Stage = { stage: 'starting' };
const NOTHING: Opening = {
  token: undefined,
  unfit: undefined,
  rememberedTokenId: undefined,
  isPending: false,
  needsHomeScreen: false,
};

/** The stages look at a token's ID alone. */
function token(tokenId: string): Token {
  return { tokenId } as Token;
}

function opened(opening: Partial<Opening>): Stage {
  return nextStage(STARTING, { event: 'opened', opening: { ...NOTHING, ...opening } });
}

describe('opening the app', () => {
  const held = token('WRSM00000001');

  test('a token that is there comes before everything else', () => {
    const stage = opened({ token: held, unfit: 'no_database', needsHomeScreen: true });
    expect(stage).toEqual({ stage: 'token', token: held, isNew: false });
  });

  test('a browser that keeps no keys is refused before the Home Screen is asked for', () => {
    expect(opened({ unfit: 'key_not_kept', needsHomeScreen: true })).toMatchObject({
      stage: 'unfit',
      unfit: 'key_not_kept',
    });
  });

  test('iOS in a tab is asked for the Home Screen, and may decline', () => {
    const asked = opened({ needsHomeScreen: true, rememberedTokenId: 'WRSM00000001' });
    expect(asked).toEqual({ stage: 'home_screen', lostTokenId: 'WRSM00000001' });
    expect(nextStage(asked, { event: 'home_screen_declined' })).toMatchObject({
      stage: 'no_token',
      lostTokenId: 'WRSM00000001',
    });
  });

  test('a remembered token without keys is lost', () => {
    expect(opened({ rememberedTokenId: 'WRSM00000001' })).toMatchObject({
      stage: 'no_token',
      lostTokenId: 'WRSM00000001',
    });
  });

  test('an attempt that was cut off is told', () => {
    expect(opened({ isPending: true })).toMatchObject({ stage: 'no_token', isPending: true });
  });
});

describe('issuing', () => {
  const held = token('WRSD00000002');
  const ISSUING: Stage = { stage: 'issuing' };
  const why = { problem: 'unreachable' } as const;

  test('goes from welcome over waiting to a new token', () => {
    const waiting = nextStage(opened({}), { event: 'issue_started' });
    expect(waiting).toEqual(ISSUING);
    expect(nextStage(waiting, { event: 'issued', token: held })).toEqual({
      stage: 'token',
      token: held,
      isNew: true,
    });
  });

  test('can fail, and be tried again', () => {
    const failed = nextStage(ISSUING, { event: 'issue_failed', why });
    expect(failed).toEqual({ stage: 'not_issued', why });
    expect(nextStage(failed, { event: 'issue_started' })).toEqual(ISSUING);
  });

  test('is not disturbed by what another tab did: the attempt finds that by itself', () => {
    expect(nextStage(ISSUING, { event: 'changed_elsewhere', token: held })).toEqual(ISSUING);
  });
});

describe('a token', () => {
  const held = token('WRSD00000003');
  const SHOWN: Stage = { stage: 'token', token: held, isNew: true };

  test('deleted here or in another tab leads back to the beginning', () => {
    for (const event of [{ event: 'deleted' }, { event: 'changed_elsewhere', token: undefined }] as const)
      expect(nextStage(SHOWN, event)).toMatchObject({ stage: 'no_token', wasDeleted: true });
  });

  test('stays as it is when another tab says nothing new', () => {
    expect(nextStage(SHOWN, { event: 'changed_elsewhere', token: token('WRSD00000003') })).toBe(SHOWN);
  });

  test('issued in another tab appears', () => {
    const stage = nextStage(opened({}), { event: 'changed_elsewhere', token: held });
    expect(stage).toMatchObject({ stage: 'token', isNew: false });
  });

  test.each<StageEvent>([
    { event: 'issue_started' },
    { event: 'issued', token: token('WRSD00000004') },
    { event: 'issue_failed', why: { problem: 'refused' } },
    { event: 'home_screen_declined' },
    { event: 'opened', opening: NOTHING },
  ])('is left alone by $event', (event) => {
    expect(nextStage(SHOWN, event)).toBe(SHOWN);
  });
});
