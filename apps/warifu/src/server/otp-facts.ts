import { defaultConfiguration } from '@warifu/bank';
import type { OtpFacts } from '@warifu/internet-banking';
import { SUITE_DEFAULT, SUITES } from '@warifu/provisioning';
import { defaultTokenConfiguration } from '@warifu/token';

const suite = SUITES[SUITE_DEFAULT];

/** What the guide says of one-time passwords, from the rules of the two wings. */
export const otpFacts: OtpFacts = {
  codeSeconds: suite.periodSeconds,
  codeDigits: suite.digits,
  wrongCodesMax: defaultTokenConfiguration.failuresMax,
  coolDownDays: defaultConfiguration.otp.coolDownDays,
  withoutToken: defaultConfiguration.limits.withoutToken,
};
