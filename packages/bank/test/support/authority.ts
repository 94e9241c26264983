import type { EpochSeconds } from '@warifu/base';
import { AUTHORITY_UNAVAILABLE, type TokenAuthority, type Verdict } from '../../src/token-authority.ts';

interface Binding {
  tokenId: string;
  boundAt: EpochSeconds;
}

/**
 * An authority in a test's hand. Its rules are as plain as they can be: the right code of every token is `123456`, and
 * for each idempotency key the first answer stands, as it does at the real one.
 */
export interface FakeAuthority {
  readonly port: TokenAuthority;
  readonly bindings: Map<string, Binding>;
  readonly keys: string[];
  /** What happens to the next calls: done and answered, not reached, or done while the answer is lost. */
  weather: 'clear' | 'away' | 'answer_lost';
  /** Overrides what is said of a code. */
  verdict: Verdict | undefined;
  waitUntil: EpochSeconds | undefined;
}

export const GOOD_CODE = '123456';

export function fakeAuthority(time: { readonly now: EpochSeconds }): FakeAuthority {
  const bindings = new Map<string, Binding>();
  const answers = new Map<string, { body: string; answer: unknown }>();
  const proofs = new Map<string, string>();
  const keys: string[] = [];
  const away = () => Object.assign(new Error('away'), { name: AUTHORITY_UNAVAILABLE });

  async function once<T>(call: { idempotencyKey: string }, work: () => T): Promise<T> {
    if (fake.weather === 'away') throw away();
    const body = JSON.stringify(call);
    const before = answers.get(call.idempotencyKey);
    if (before && before.body !== body) throw new Error('the same key with another body');
    keys.push(call.idempotencyKey);
    const answer = before ? (before.answer as T) : work();
    answers.set(call.idempotencyKey, { body, answer });
    if (fake.weather === 'answer_lost') throw away();
    return answer;
  }

  const judged = (subject: string, code: string, nextCode?: string): Verdict => {
    if (fake.verdict !== undefined && nextCode === undefined) return fake.verdict;
    if (!bindings.has(subject)) return 'unknown';
    return code === GOOD_CODE ? 'accepted' : 'wrong';
  };

  const fake: FakeAuthority = {
    bindings,
    keys,
    weather: 'clear',
    verdict: undefined,
    waitUntil: undefined,
    port: {
      validate: (call) => once(call, () => ({ verdict: judged(call.subject, call.code, call.nextCode) })),
      bind: (call) =>
        once(call, () => {
          if (fake.waitUntil !== undefined)
            return { outcome: 'refused', reason: 'wait', until: fake.waitUntil } as const;
          if (bindings.has(call.subject)) return { outcome: 'refused', reason: 'already_bound' } as const;
          if (fake.verdict === 'needs_second_code' && call.nextCode === undefined)
            return { outcome: 'refused', reason: 'needs_second_code' } as const;
          if (call.code !== GOOD_CODE) return { outcome: 'refused', reason: 'not_accepted' } as const;
          bindings.set(call.subject, { tokenId: call.tokenId, boundAt: time.now });
          return { outcome: 'bound' } as const;
        }),
      beginReplace: (call) =>
        once(call, () => {
          const verdict = judged(call.subject, call.code, call.nextCode);
          if (verdict !== 'accepted') return { verdict };
          const proof = `proof-${proofs.size}`;
          proofs.set(proof, call.subject);
          return { verdict, proof };
        }),
      replace: (call) =>
        once(call, () => {
          if (proofs.get(call.proof) !== call.subject)
            return { outcome: 'refused', reason: 'proof_unknown' } as const;
          if (bindings.get(call.subject)?.tokenId === call.newTokenId)
            return { outcome: 'refused', reason: 'same_token' } as const;
          if (call.code !== GOOD_CODE) return { outcome: 'refused', reason: 'not_accepted' } as const;
          proofs.delete(call.proof);
          bindings.set(call.subject, { tokenId: call.newTokenId, boundAt: time.now });
          return { outcome: 'replaced' } as const;
        }),
      end: (call) =>
        once(call, () => {
          const verdict = judged(call.subject, call.code, call.nextCode);
          if (verdict === 'accepted') bindings.delete(call.subject);
          return { verdict };
        }),
      stateOf: async (subject) => {
        if (fake.weather === 'away') throw away();
        const binding = bindings.get(subject);
        return binding ? { state: 'active', ...binding } : { state: 'none' };
      },
      release: async ({ subject }) => ({ outcome: bindings.delete(subject) ? 'released' : 'unknown' }),
      unlock: async () => ({ outcome: 'unlocked' }),
      tokenOf: async () => ({ outcome: 'unknown' }),
      handOut: async () => ({ outcome: 'refused', reason: 'unknown' }),
    },
  };
  return fake;
}
