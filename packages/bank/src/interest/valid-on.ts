import type { BusinessDate } from '@warifu/base';

/** The entry of a day: the one with the latest validity date not after it, bank holiday or not. */
export function validOn<Entry extends { readonly validFrom: BusinessDate }>(
  entries: readonly Entry[],
  day: BusinessDate,
): Entry | undefined {
  let found: Entry | undefined;
  for (const entry of entries) {
    if (entry.validFrom <= day && (found === undefined || entry.validFrom > found.validFrom)) found = entry;
  }
  return found;
}
