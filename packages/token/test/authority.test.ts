import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAt, freshKey, type HandToken, openHouse, type TestHouse, wrongCode } from './house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const portOf = (party: string) => house.authority.portFor(party, ['verify', 'administer']);

/** A subject of a new party with a new token bound; the first code is spent. */
async function bound(tokenGiven?: HandToken) {
  const token = tokenGiven ?? (await house.token());
  const party = await house.party();
  const port = portOf(party);
  const subject = `subject of ${party}`;
  house.pass(30);
  const call = { subject, tokenId: token.tokenId, code: token.code(), idempotencyKey: freshKey() };
  expect(await port.bind(call)).toEqual({ outcome: 'bound' });
  house.pass(30);
  const validate = (
    code: string,
    more: { nextCode?: string; idempotencyKey?: string; purpose?: string } = {},
  ) => port.validate({ subject, code, purpose: 'transfer', idempotencyKey: freshKey(), ...more });
  return { token, party, port, subject, validate };
}

describe('validation', () => {
  test('a code is accepted once', async () => {
    const { token, validate } = await bound();
    expect(await validate(token.code())).toEqual({ verdict: 'accepted', isLocked: false });
    expect(await validate(token.code())).toEqual({ verdict: 'spent', isLocked: false });
  });

  test('codes go forward only: after a step no earlier one is taken', async () => {
    const { token, validate } = await bound();
    expect((await validate(token.code(1))).verdict).toBe('accepted');
    expect((await validate(token.code(0))).verdict).toBe('spent');
  });

  test('a code accepted for one relying party is dead for every other', async () => {
    const one = await bound();
    const two = await bound(one.token);
    expect((await one.validate(one.token.code())).verdict).toBe('accepted');
    expect((await two.validate(one.token.code())).verdict).toBe('spent');
  });

  test('the same key gets the same verdict for ten minutes, and counts once', async () => {
    const { token, validate, party, port, subject } = await bound();
    const idempotencyKey = freshKey();
    const code = token.code();
    expect((await validate(code, { idempotencyKey })).verdict).toBe('accepted');
    expect((await validate(code, { idempotencyKey })).verdict).toBe('accepted');
    house.pass(600);
    expect((await validate(code, { idempotencyKey })).verdict).toBe('accepted');
    house.pass(1);
    expect((await validate(code, { idempotencyKey })).verdict).toBe('spent');
    const wrong = wrongCode(token);
    const key = freshKey();
    for (let times = 0; times < 12; times += 1) await validate(wrong, { idempotencyKey: key });
    expect((await port.stateOf(subject)).state).toBe('active');
    const failures = await house.owner.kysely
      .selectFrom('token.binding')
      .select('failures')
      .where('relying_party_id', '=', party)
      .executeTakeFirstOrThrow();
    expect(failures.failures).toBe(2);
  });

  test('the same key with another code is refused as a conflict; another purpose is another key', async () => {
    const { token, validate } = await bound();
    const idempotencyKey = freshKey();
    await validate(wrongCode(token), { idempotencyKey });
    await expect(validate(token.code(), { idempotencyKey })).rejects.toThrow('used with another body');
    await expect(validate(wrongCode(token), { idempotencyKey, nextCode: '123456' })).rejects.toThrow(
      'another body',
    );
    expect((await validate(token.code(), { idempotencyKey, purpose: 'limit' })).verdict).toBe('accepted');
  });

  test('ten wrong in a row lock the binding, and then a right code is refused and spent', async () => {
    const one = await bound();
    const two = await bound(one.token);
    const wrong = wrongCode(one.token);
    for (let times = 1; times <= 9; times += 1)
      expect(await one.validate(wrong)).toEqual({ verdict: 'wrong', isLocked: false });
    expect(await one.validate(wrong)).toEqual({ verdict: 'wrong', isLocked: true });
    expect(await one.validate(one.token.code())).toEqual({ verdict: 'locked', isLocked: true });
    expect((await one.port.stateOf(one.subject)).state).toBe('locked');
    // The other binding of the token is open, but the code that was shown at the locked one is dead.
    expect((await two.validate(one.token.code())).verdict).toBe('spent');
    expect((await two.validate(one.token.code(1))).verdict).toBe('accepted');
    expect(
      await one.port.end({ subject: one.subject, code: one.token.code(2), idempotencyKey: freshKey() }),
    ).toEqual({ verdict: 'locked', isLocked: true });
    expect(await one.port.unlock({ subject: one.subject, reason: 'form 12' })).toEqual({
      outcome: 'unlocked',
    });
    house.pass(90);
    // Two steps ahead: the offset followed the code that was spent on the locked binding.
    expect((await one.validate(one.token.code(2))).verdict).toBe('accepted');
  });

  test('a right code sets the count of wrong ones to nothing', async () => {
    const { token, validate } = await bound();
    const wrong = wrongCode(token);
    for (let times = 1; times <= 9; times += 1) await validate(wrong);
    expect((await validate(token.code())).verdict).toBe('accepted');
    house.pass(30);
    for (let times = 1; times <= 9; times += 1) await validate(wrongCode(token));
    expect((await validate(token.code())).verdict).toBe('accepted');
  });

  test('a subject without a binding is unknown', async () => {
    const port = portOf(await house.party());
    const call = { subject: 'nobody', purpose: 'transfer', code: '123456', idempotencyKey: freshKey() };
    expect(await port.validate(call)).toEqual({ verdict: 'unknown', isLocked: false });
    expect(await port.validate(call)).toEqual({ verdict: 'unknown', isLocked: false });
  });

  test('the window follows the token: one step further with each code', async () => {
    const { token, validate } = await bound();
    for (const drift of [1, 2, 3, 4]) {
      house.pass(60);
      expect((await validate(token.code(drift))).verdict).toBe('accepted');
    }
    house.pass(300);
    expect((await validate(token.code(2))).verdict).toBe('needs_second_code');
  });
});

describe('a clock far off', () => {
  test('the next consecutive code within three minutes is the acceptance, spends both and sets the offset', async () => {
    const { token, validate } = await bound();
    house.pass(600);
    const first = token.code(12);
    expect(await validate(first)).toEqual({ verdict: 'needs_second_code', isLocked: false });
    house.pass(30);
    expect((await validate(first, { nextCode: token.code(12) })).verdict).toBe('accepted');
    expect((await validate(token.code(12))).verdict).toBe('spent');
    house.pass(30);
    expect((await validate(token.code(12))).verdict).toBe('accepted');
  });

  test('the second code may come alone', async () => {
    const { token, validate } = await bound();
    house.pass(600);
    expect((await validate(token.code(-12))).verdict).toBe('needs_second_code');
    expect((await validate(token.code(-11))).verdict).toBe('accepted');
  });

  test('after three minutes the first code has counted as wrong', async () => {
    const { token, validate } = await bound();
    house.pass(600);
    const [first, second] = [token.code(10), token.code(11)];
    expect((await validate(first)).verdict).toBe('needs_second_code');
    house.pass(100);
    expect((await validate(first)).verdict).toBe('needs_second_code');
    house.pass(81);
    expect((await validate(first, { nextCode: second })).verdict).toBe('wrong');
    expect((await validate(first)).verdict).toBe('wrong');
  });

  test('a second code for something else is no second code', async () => {
    const { token, validate } = await bound();
    house.pass(600);
    expect((await validate(token.code(10), { purpose: 'transfer' })).verdict).toBe('needs_second_code');
    expect((await validate(token.code(11), { purpose: 'limit' })).verdict).toBe('needs_second_code');
  });

  test('two that are not consecutive, or beyond twenty steps, are wrong', async () => {
    const { token, validate } = await bound();
    house.pass(1_200);
    expect((await validate(token.code(10), { nextCode: token.code(12) })).verdict).toBe('wrong');
    expect((await validate(token.code(22))).verdict).toBe('wrong');
    expect((await validate(token.code(21), { nextCode: token.code(22) })).verdict).toBe('wrong');
    expect((await validate(token.code(20), { nextCode: token.code(21) })).verdict).toBe('accepted');
  });

  test('a far-off code as the tenth does not lock before its second came', async () => {
    const { token, validate } = await bound();
    house.pass(600);
    const wrong = wrongCode(token);
    for (let times = 1; times <= 9; times += 1) await validate(wrong);
    expect(await validate(token.code(10))).toEqual({ verdict: 'needs_second_code', isLocked: false });
    expect(await validate(token.code(11))).toEqual({ verdict: 'accepted', isLocked: false });
    house.pass(600);
    for (let times = 1; times <= 9; times += 1) await validate(wrongCode(token));
    await validate(token.code(25));
    expect(await validate(wrongCode(token))).toEqual({ verdict: 'wrong', isLocked: true });
  });

  test('it holds for the first code of a token too', async () => {
    const token = await house.token();
    const port = portOf(await house.party());
    const call = (code: string) => ({
      subject: 's',
      tokenId: token.tokenId,
      code,
      idempotencyKey: freshKey(),
    });
    expect(await port.bind(call(token.code(15)))).toEqual({
      outcome: 'refused',
      reason: 'needs_second_code',
    });
    expect(await port.bind({ ...call(token.code(15)), nextCode: token.code(16) })).toEqual({
      outcome: 'bound',
    });
  });
});

describe('binding', () => {
  test('a token ID typed with spaces, in lower case and full width is the same', async () => {
    const token = await house.token('WRSM12345678');
    const port = portOf(await house.party());
    const call = { subject: 's', tokenId: 'wrsm-1234 5678', code: token.code(), idempotencyKey: freshKey() };
    expect(await port.bind(call)).toEqual({ outcome: 'bound' });
    expect(await port.bind(call)).toEqual({ outcome: 'bound' });
    expect(await port.stateOf('s')).toEqual({
      state: 'active',
      tokenId: 'WRSM12345678',
      boundAt: house.now(),
    });
  });

  test('unknown token ID and wrong code are one refusal, counted alike with growing waits', async () => {
    const token = await house.token();
    const stories = [];
    for (const tokenId of [token.tokenId, 'WRSM99999999', 'nonsense']) {
      const port = portOf(await house.party());
      const story: string[] = [];
      for (const seconds of [0, 0, 0, 0, 29, 1, 0, 60, 0]) {
        house.pass(seconds);
        const call = { subject: 's', tokenId, code: wrongCode(token), idempotencyKey: freshKey() };
        const outcome = await port.bind(call);
        story.push('until' in outcome ? `wait ${outcome.until - house.now()}` : JSON.stringify(outcome));
      }
      stories.push(story);
    }
    const refused = '{"outcome":"refused","reason":"not_accepted"}';
    const story = [refused, refused, refused, refused, 'wait 1', refused, 'wait 60', refused, 'wait 120'];
    expect(stories).toEqual([story, story, story]);
  });

  test('unknown token ID and wrong code cost the same work: as many secrets sealed and opened', async () => {
    const token = await house.token();
    const party = await house.party();
    let work: string[] = [];
    const { keyRing } = house;
    const counting = house.another({
      keyRing: {
        ...keyRing,
        seal: (...given) => {
          work.push('seal');
          return keyRing.seal(...given);
        },
        unseal: (...given) => {
          work.push('unseal');
          return keyRing.unseal(...given);
        },
      },
    });
    const works = [];
    for (const tokenId of [token.tokenId, 'WRSM99999997']) {
      work = [];
      const code = wrongCode(token);
      await counting
        .portFor(party, ['verify'])
        .bind({ subject: 'work', tokenId, code, idempotencyKey: freshKey() });
      works.push(work);
    }
    expect(works).toEqual([
      ['seal', 'unseal'],
      ['seal', 'unseal'],
    ]);
  });

  test('waits hold back attempts to bind, and not the orders of the token’s owner', async () => {
    const owner = await bound();
    const stranger = portOf(await house.party());
    const attempt = (subject: string, code: string) =>
      stranger.bind({ subject, tokenId: owner.token.tokenId, code, idempotencyKey: freshKey() });
    // Five different subjects, so that it is the token's own count that grows.
    for (let times = 1; times <= 6; times += 1) await attempt(`stranger ${times}`, wrongCode(owner.token));
    const until = house.now() + 30;
    expect(await attempt('stranger 7', owner.token.code())).toEqual({
      outcome: 'refused',
      reason: 'wait',
      until,
    });
    expect((await owner.validate(owner.token.code())).verdict).toBe('accepted');
    house.pass(30);
    expect(await attempt('stranger 7', owner.token.code())).toEqual({ outcome: 'bound' });
  });

  test('a subject has one token; a second is refused and its code not spent', async () => {
    const { port, subject } = await bound();
    const other = await house.token();
    const call = { subject, tokenId: other.tokenId, code: other.code(), idempotencyKey: freshKey() };
    expect(await port.bind(call)).toEqual({ outcome: 'refused', reason: 'already_bound' });
    const elsewhere = portOf(await house.party());
    expect(await elsewhere.bind(call)).toEqual({ outcome: 'bound' });
  });

  test('the code that bound a token is spent', async () => {
    const token = await house.token();
    const port = portOf(await house.party());
    const code = token.code();
    await port.bind({ subject: 's', tokenId: token.tokenId, code, idempotencyKey: freshKey() });
    const again = await port.validate({
      subject: 's',
      code,
      purpose: 'transfer',
      idempotencyKey: freshKey(),
    });
    expect(again.verdict).toBe('spent');
  });

  test('the same key with another token is a conflict', async () => {
    const token = await house.token();
    const port = portOf(await house.party());
    const call = { subject: 's', tokenId: token.tokenId, code: wrongCode(token), idempotencyKey: freshKey() };
    await port.bind(call);
    await expect(port.bind({ ...call, tokenId: 'WRSM99999998' })).rejects.toThrow('another body');
  });

  test('a token never bound expires after thirty days, and is swept', async () => {
    const token = await house.token();
    const port = portOf(await house.party());
    house.pass(30 * 86_400);
    const call = { subject: 's', tokenId: token.tokenId, code: token.code(), idempotencyKey: freshKey() };
    expect(await port.bind(call)).toEqual({ outcome: 'refused', reason: 'not_accepted' });
    expect((await house.authority.sweep()).tokens).toBeGreaterThan(0);
    const left = house.owner.kysely
      .selectFrom('token.token')
      .selectAll()
      .where('token_id', '=', token.tokenId);
    expect(await left.execute()).toEqual([]);
  });
});

describe('stopping, changing the device, the branch', () => {
  test('a right code ends the binding, on this contract alone', async () => {
    const one = await bound();
    const two = await bound(one.token);
    const end = (code: string, idempotencyKey = freshKey()) =>
      one.port.end({ subject: one.subject, code, idempotencyKey });
    expect((await end(wrongCode(one.token))).verdict).toBe('wrong');
    const key = freshKey();
    const code = one.token.code();
    expect((await end(code, key)).verdict).toBe('accepted');
    expect((await end(code, key)).verdict).toBe('accepted');
    expect(await one.port.stateOf(one.subject)).toEqual({ state: 'none' });
    expect((await end(one.token.code(1))).verdict).toBe('unknown');
    expect((await two.validate(one.token.code(1))).verdict).toBe('accepted');
    house.pass(60);
    const rebind = { subject: one.subject, tokenId: one.token.tokenId, code: one.token.code() };
    expect(await one.port.bind({ ...rebind, idempotencyKey: freshKey() })).toEqual({ outcome: 'bound' });
  });

  test('device change: the old code gives a proof, and the new token takes the place of the old', async () => {
    const { token, port, subject, validate } = await bound();
    const fresh = await house.token();
    const key = freshKey();
    const begin = { subject, code: token.code(), idempotencyKey: key };
    const begun = await port.beginReplace(begin);
    expect(begun.verdict).toBe('accepted');
    expect(await port.beginReplace(begin)).toEqual(begun);
    const proof = begun.verdict === 'accepted' ? begun.proof : '';
    const replace = (
      newTokenId: string,
      code: string,
      more: { proof?: string; idempotencyKey?: string } = {},
    ) => port.replace({ subject, proof, newTokenId, code, idempotencyKey: freshKey(), ...more });
    expect(await replace(token.tokenId, token.code(1))).toMatchObject({ reason: 'same_token' });
    expect(await replace(fresh.tokenId, fresh.code(), { proof: 'made up' })).toMatchObject({
      reason: 'proof_unknown',
    });
    expect(await replace(fresh.tokenId, wrongCode(fresh))).toMatchObject({ reason: 'not_accepted' });
    const last = freshKey();
    const code = fresh.code();
    expect(await replace(fresh.tokenId, code, { idempotencyKey: last })).toEqual({ outcome: 'replaced' });
    expect(await replace(fresh.tokenId, code, { idempotencyKey: last })).toEqual({ outcome: 'replaced' });
    const third = await house.token();
    expect(await replace(third.tokenId, third.code())).toMatchObject({ reason: 'proof_unknown' });
    house.pass(30);
    expect((await validate(token.code())).verdict).toBe('wrong');
    expect((await validate(fresh.code())).verdict).toBe('accepted');
  });

  test('a proof lives ten minutes, belongs to its subject, and dies with a lock', async () => {
    const one = await bound();
    const two = await bound();
    const begun = await one.port.beginReplace({
      subject: one.subject,
      code: one.token.code(),
      idempotencyKey: freshKey(),
    });
    const proof = begun.verdict === 'accepted' ? begun.proof : '';
    const fresh = await house.token();
    const replace = (port: typeof one.port, subject: string) =>
      port.replace({
        subject,
        proof,
        newTokenId: fresh.tokenId,
        code: fresh.code(),
        idempotencyKey: freshKey(),
      });
    expect(await replace(two.port, two.subject)).toMatchObject({ reason: 'proof_unknown' });
    for (let times = 1; times <= 10; times += 1) await one.validate(wrongCode(one.token));
    expect(await replace(one.port, one.subject)).toMatchObject({ reason: 'proof_unknown' });
    await one.port.unlock({ subject: one.subject, reason: 'form 13' });
    house.pass(600);
    expect(await replace(one.port, one.subject)).toMatchObject({ reason: 'proof_unknown' });
  });

  test('a release on paper needs no code, is written down with its reason, and may be sent again', async () => {
    const { token, port, subject, party } = await bound();
    const call = { subject, reason: 'form 4711, driving licence seen', idempotencyKey: freshKey() };
    expect(await port.release(call)).toEqual({ outcome: 'released' });
    expect(await port.release(call)).toEqual({ outcome: 'released' });
    expect(await port.release({ subject, reason: 'again' })).toEqual({ outcome: 'unknown' });
    expect(await port.unlock({ subject, reason: 'again' })).toEqual({ outcome: 'unknown' });
    const rows = await house.owner.kysely
      .selectFrom('token.audit')
      .select(['act', 'outcome', 'reason', 'token_id'])
      .where('relying_party_id', '=', party)
      .where('act', '=', 'release')
      .where('outcome', '=', 'done')
      .execute();
    expect(rows).toEqual([
      { act: 'release', outcome: 'done', reason: 'form 4711, driving licence seen', token_id: token.tokenId },
    ]);
  });

  test('a key without a scope cannot do what needs it', async () => {
    const { party, subject } = await bound();
    const verifies = house.authority.portFor(party, ['verify']);
    const administers = house.authority.portFor(party, ['administer']);
    await expect(verifies.release({ subject, reason: '' })).rejects.toThrow('no scope administer');
    await expect(
      administers.validate({ subject, code: '123456', purpose: 'p', idempotencyKey: 'k' }),
    ).rejects.toThrow('no scope verify');
    expect((await administers.stateOf(subject)).state).toBe('active');
  });

  test('a party sees its own bindings alone, of a token too', async () => {
    const one = await bound();
    const two = await bound(one.token);
    expect(await two.port.stateOf(one.subject)).toEqual({ state: 'none' });
    const state = await house.authority.tokenState(two.party, one.token.tokenId);
    expect(state).toEqual({
      outcome: 'found',
      form: 'mobile',
      boundHere: true,
      tokenId: one.token.tokenId,
      state: 'active',
      bindings: [{ subject: two.subject, isLocked: false }],
    });
  });
});

test('a suite of SHA-256 and eight digits of sixty seconds needs no code of its own', async () => {
  const suite = { algorithm: 'SHA256', digits: 8, periodSeconds: 60 } as const;
  const token = await house.token('WRHT00000001', suite);
  const port = portOf(await house.party());
  const code = codeAt(token.secret, house.now(), suite);
  expect(code).toHaveLength(8);
  const call = { subject: 's', tokenId: token.tokenId, code, idempotencyKey: freshKey() };
  expect(await port.bind(call)).toEqual({ outcome: 'bound' });
});

test('after all of this the steps form chains, and every secret opens', async () => {
  expect(await house.authority.verify()).toEqual([]);
});
