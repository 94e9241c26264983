import { yenText } from '@warifu/ui';
import type { OtpFacts, Step } from '../guide.ts';

/** Sentences that several chapters say. */
export const changes = ({ codeSeconds }: OtpFacts): string =>
  `The app shows a new one-time password every ${codeSeconds} seconds. Where little time is left, wait for the next one.`;

/** When a cool-down ends, counted from the day of the registration. */
export const coolDownEnd = ({ coolDownDays }: OtpFacts): string =>
  coolDownDays === 1
    ? '0:00 of the day after the registration'
    : `0:00, ${coolDownDays} days after the day of the registration`;

/** What follows a registration for a while; nothing where no cool-down is configured. */
export const coolDown = (facts: OtpFacts): readonly string[] =>
  facts.coolDownDays === 0
    ? []
    : [
        `For your safety, until ${coolDownEnd(facts)}, transfers and bill payments together are limited to ${yenText(facts.withoutToken)} a day, limits cannot be raised and the mail address cannot be changed.`,
      ];

export const credentials: readonly Step[] = [
  { text: 'Enter the contract number that stands on your customer card.' },
  { text: 'Enter your login password.' },
];
