import { findChild, findTextOf, judgeElement } from './element.ts';
import { epochSecondsOf } from './octets.ts';
import { Refused } from './refusal.ts';
import type { Element } from './xml.ts';

/** When a key may be used. Seconds since 1970. */
export interface Validity {
  readonly startsAt?: number;
  readonly expiresAt?: number;
}

/** A date of the device or of its key. */
export function validityOf(element: Element): Validity {
  const startsAt = dateOf(element, 'StartDate');
  const expiresAt = dateOf(element, 'ExpiryDate');
  return {
    ...(startsAt === undefined ? {} : { startsAt }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

function dateOf(element: Element, name: string): number | undefined {
  const text = findTextOf(element, name);
  return text === undefined ? undefined : epochSecondsOf(text, `${element.place} › ${name}`);
}

/** Both kept: the later start, the earlier end. */
export function narrower(one: Validity, other: Validity): Validity {
  const startsAt = Math.max(one.startsAt ?? -1, other.startsAt ?? -1);
  const expiresAt = Math.min(one.expiresAt ?? Infinity, other.expiresAt ?? Infinity);
  return {
    ...(startsAt >= 0 ? { startsAt } : {}),
    ...(expiresAt === Infinity ? {} : { expiresAt }),
  };
}

const PIN_ATTRIBUTES = [
  'PINKeyId',
  'PINUsageMode',
  'MaxFailedAttempts',
  'MinLength',
  'MaxLength',
  'PINEncoding',
];

/**
 * What a key's policy leaves of its validity.
 *
 * A policy that is not understood forbids the use of the key (RFC 6030 §5), and so does one that cannot be kept: a number
 * of transactions, a PIN that the server would have to check. A PIN that the device asks for is the device's affair.
 */
export function policyOf(policy: Element | undefined): Validity {
  if (!policy) return {};
  judgeElement(policy, {
    children: ['StartDate', 'ExpiryDate', 'KeyUsage', 'PINPolicy', 'NumberOfTransactions'],
  });
  const usages = policy.children.filter(({ name }) => name === 'KeyUsage');
  for (const usage of usages) judgeElement(usage, {});
  if (usages.length > 0 && !usages.some(({ text }) => text === 'OTP'))
    throw new Refused('policy', `${policy.place} › KeyUsage`);
  const count = findChild(policy, 'NumberOfTransactions');
  if (count) throw new Refused('policy', count.place);
  const pin = findChild(policy, 'PINPolicy');
  if (pin) {
    judgeElement(pin, { attributes: PIN_ATTRIBUTES });
    if (pin.attributes.get('PINUsageMode') !== 'Local') throw new Refused('policy', pin.place);
  }
  return validityOf(policy);
}
