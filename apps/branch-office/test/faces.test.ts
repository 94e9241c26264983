import {
  type ApproveRefusal,
  type OperatorTokenRefusal,
  PROCEDURE_KINDS,
  type ProcedureRefusal,
} from '@warifu/bank';
import { epochSeconds, yen } from '@warifu/base';
import { type Sentences, sentenceOf } from '@warifu/site';
import { LANGUAGES } from '@warifu/ui';
import { describe, expect, test } from 'vitest';
import { SETTLE_SENTENCES } from '../src/address-changes/words.ts';
import { TOKEN_SENTENCES } from '../src/enrolment/faces.ts';
import { APPROVE_SENTENCES, PROCEDURE_SENTENCES } from '../src/procedures/faces.ts';
import { EFFECTS } from '../src/text/effects.ts';
import { IDS, NOW } from './fixtures.ts';

/** One refusal of each reason: a reason that is missing here does not compile. */
type OneOfEach<Refusal extends { readonly reason: string }> = {
  readonly [One in Refusal as One['reason']]: One;
};

const PROCEDURE: OneOfEach<ProcedureRefusal> = {
  role_missing: { reason: 'role_missing' },
  contract_unknown: { reason: 'contract_unknown' },
  other_branch: { reason: 'other_branch' },
  field_malformed: { reason: 'field_malformed', field: 'kana' },
  form_number_taken: { reason: 'form_number_taken' },
  same_waiting: { reason: 'same_waiting', requestId: IDS.waiting },
  no_token: { reason: 'no_token' },
  not_locked: { reason: 'not_locked' },
  already_stopped: { reason: 'already_stopped' },
  not_stopped: { reason: 'not_stopped' },
  contract_stopped: { reason: 'contract_stopped' },
  limit_too_high: { reason: 'limit_too_high', limitMax: yen(10_000_000n) },
  limit_unchanged: { reason: 'limit_unchanged' },
  order_unknown: { reason: 'order_unknown' },
  order_not_recallable: { reason: 'order_not_recallable' },
  recall_fee_not_covered: { reason: 'recall_fee_not_covered', fee: yen(1_100n), available: yen(999n) },
  token_unknown: { reason: 'token_unknown' },
  token_handed_out: { reason: 'token_handed_out' },
  operator_unknown: { reason: 'operator_unknown' },
  number_taken: { reason: 'number_taken' },
  person_taken: { reason: 'person_taken' },
  operator_state: { reason: 'operator_state' },
  managers_too_few: { reason: 'managers_too_few' },
  authority_away: { reason: 'authority_away' },
};

const APPROVE: OneOfEach<Exclude<ApproveRefusal, { reason: 'needs_second_code' }>> = {
  role_missing: { reason: 'role_missing' },
  request_unknown: { reason: 'request_unknown' },
  not_waiting: { reason: 'not_waiting', state: 'withdrawn' },
  own: { reason: 'own' },
  changed: { reason: 'changed' },
  not_possible: { reason: 'not_possible', because: PROCEDURE.limit_too_high },
  code_malformed: { reason: 'code_malformed' },
  code_refused: { reason: 'code_refused' },
  authority_away: { reason: 'authority_away' },
};

const TOKEN: OneOfEach<Exclude<OperatorTokenRefusal, { reason: 'enrolment_closed' | 'needs_second_code' }>> =
  {
    token_id_malformed: { reason: 'token_id_malformed' },
    code_malformed: { reason: 'code_malformed' },
    token_of_another: { reason: 'token_of_another' },
    wait: { reason: 'wait', until: epochSeconds(NOW + 60) },
    not_accepted: { reason: 'not_accepted' },
    authority_away: { reason: 'authority_away' },
  };

/** The sentences of all refusals, each said in words of its language and unlike every other. */
function expectOwnSentences<Refusal extends { readonly reason: string }>(
  sentences: Sentences<Refusal>,
  refusals: readonly Refusal[],
): void {
  const said = refusals.map((refusal) => sentenceOf(sentences, refusal));
  for (const sentence of said) {
    expect(sentence.length).toBeGreaterThan(8);
    expect(sentence).not.toMatch(/undefined|\[object|_/);
  }
  expect(new Set(said).size).toBe(said.length);
}

describe.each(LANGUAGES)('%s', (language) => {
  test('each refusal has a sentence of its own', () => {
    expectOwnSentences(PROCEDURE_SENTENCES[language], Object.values(PROCEDURE));
    expectOwnSentences(APPROVE_SENTENCES[language], Object.values(APPROVE));
    expectOwnSentences(TOKEN_SENTENCES[language], Object.values(TOKEN));
  });

  test('each procedure says what it does', () => {
    for (const kind of PROCEDURE_KINDS) expect(EFFECTS[language][kind].length, kind).toBeGreaterThan(0);
  });
});

test.each(LANGUAGES)('%s: each refusal of settling an address has a sentence of its own', (language) => {
  const sentences = [
    sentenceOf(SETTLE_SENTENCES[language], { reason: 'role_missing' }),
    sentenceOf(SETTLE_SENTENCES[language], { reason: 'not_waiting', state: 'done' }),
    sentenceOf(SETTLE_SENTENCES[language], { reason: 'not_waiting', state: 'replaced' }),
    sentenceOf(SETTLE_SENTENCES[language], { reason: 'reason_malformed' }),
    sentenceOf(SETTLE_SENTENCES[language], { reason: 'contract_stopped' }),
  ];
  expect(new Set(sentences).size).toBe(sentences.length);
});
