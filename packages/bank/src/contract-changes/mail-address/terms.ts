import type { MailAddressTerms } from './mail-address.ts';

/** Canonical JSON of the terms: always the same text for the same terms. */
export const encodeTerms = ({ mailAddress, before }: MailAddressTerms): string =>
  JSON.stringify({ mailAddress, before });

/** The terms as `encodeTerms` wrote them; the digest beside them proves that nobody else did. */
export function decodeTerms(encoded: unknown): MailAddressTerms {
  const { mailAddress, before } = encoded as MailAddressTerms;
  return { mailAddress, before };
}
