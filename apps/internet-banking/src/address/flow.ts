import type { Address, AddressChange, AddressTerms } from '@warifu/bank';
import { instantText, type Language, type Term } from '@warifu/ui';
import { changePlace } from '../contract-change/flow.ts';
import { ADDRESS_WORDS } from './words.ts';

export const ADDRESS_PLACE = changePlace('/settings/address', {
  ja: ADDRESS_WORDS.ja.title,
  en: ADDRESS_WORDS.en.title,
});

/** `〒123-4567 東京都見本区例示町1-2-3 見本荘101`. */
export const addressLine = ({ postalCode, prefecture, city, street, building }: Address): string =>
  `〒${postalCode.slice(0, 3)}-${postalCode.slice(3)} ${prefecture}${city}${street}${building === '' ? '' : ` ${building}`}`;

/** What a change does. */
export function changeTerms({ address, before }: AddressTerms, language: Language): readonly Term[] {
  const words = ADDRESS_WORDS[language];
  return [
    {
      name: words.before,
      value: before === null ? words.none : `${addressLine(before)} ${before.telephone}`,
    },
    { name: words.after, value: addressLine(address), isStrong: true },
    { name: words.telephone, value: address.telephone, isStrong: true },
  ];
}

/** What has become of the last change that was asked for. */
export function lastChangeTerms(change: AddressChange, language: Language): readonly Term[] {
  const words = ADDRESS_WORDS[language];
  const at = instantText(change.settledAt ?? change.askedAt, language);
  return [
    { name: words.last, value: `${addressLine(change.address)} ${change.address.telephone}` },
    { name: words.state, value: `${words.states[change.state]} ${at}` },
    ...(change.reason === undefined ? [] : [{ name: words.reason, value: change.reason }]),
  ];
}
