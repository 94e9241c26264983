import type { Address } from '@warifu/bank';

/** On one line, with the telephone number. */
export const addressText = ({ postalCode, prefecture, city, street, building, telephone }: Address): string =>
  [`〒${postalCode.slice(0, 3)}-${postalCode.slice(3)}`, `${prefecture}${city}${street}`, building, telephone]
    .filter((part) => part !== '')
    .join(' ');
