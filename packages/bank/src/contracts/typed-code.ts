/**
 * A one-time password as typed → its digits, or `undefined` where it has another length than a code can have.
 * Full-width digits and spaces between the groups are taken.
 */
export function typedCode(text: string, lengths: readonly number[]): string | undefined {
  if (text.length > 32) return undefined;
  const digits = text.normalize('NFKC').replace(/[\s-]/gu, '');
  return /^[0-9]+$/.test(digits) && lengths.includes(digits.length) ? digits : undefined;
}
