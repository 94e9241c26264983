import { expect, test } from 'vitest';
import {
  assertConfiguration,
  type BankConfiguration,
  defaultConfiguration,
  type Need,
} from '../src/index.ts';

const withPolicy = (
  kind: 'transfer' | 'change',
  state: 'registered' | 'none' | 'unsure',
  need: Need,
): BankConfiguration => {
  const { mobile } = defaultConfiguration.policy;
  const changed = { ...mobile, [kind]: { ...mobile[kind], [state]: need } };
  return { ...defaultConfiguration, policy: { ...defaultConfiguration.policy, mobile: changed } };
};

test('the rules as they come are sound', () => {
  expect(() => assertConfiguration(defaultConfiguration)).not.toThrow();
});

test.each([
  ['transfer', 'unsure', 'otp'],
  ['transfer', 'unsure', 'confirmation_password'],
  ['change', 'unsure', 'nothing'],
  ['transfer', 'registered', 'confirmation_password'],
  ['transfer', 'registered', 'nothing'],
  ['transfer', 'none', 'nothing'],
  ['change', 'none', 'nothing'],
] as const)('no setting makes %s with a token that is %s ask for %s', (kind, state, need) => {
  expect(() => assertConfiguration(withPolicy(kind, state, need))).toThrow(/^policy: /);
});

test('a channel may be set to ask for more', () => {
  expect(() => assertConfiguration(withPolicy('transfer', 'none', 'refused'))).not.toThrow();
});
