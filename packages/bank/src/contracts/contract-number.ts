const TYPED_MAX = 64;

/** 契約者ID as typed → as it is kept: full-width digits, spaces and hyphens are taken; anything else stays as it is. */
export const typedContractNumber = (text: string): string =>
  text
    .slice(0, TYPED_MAX)
    .normalize('NFKC')
    .replace(/[\s\u002d\u2010-\u2015\u2212\u30fc]/gu, '')
    .slice(0, TYPED_MAX);

/** The last three digits, all that a mail ever shows. */
export const lastThreeDigits = (contractNumber: string): string => contractNumber.slice(-3);
