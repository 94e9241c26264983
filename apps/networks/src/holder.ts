const FAMILIES = ['ﾐﾎﾝ', 'ﾚｲｼﾞ', 'ﾃﾞﾓ', 'ﾀﾒｼ', 'ｻﾝﾌﾟﾙ', 'ｶｸｳ', 'ﾋﾅｶﾞﾀ', 'ﾓｹﾞｷ', 'ｶﾘﾔ', 'ﾃｽﾄ'] as const;
const GIVEN = ['ﾀﾛｳ', 'ﾊﾅｺ', 'ｲﾁﾛｳ', 'ｻｸﾗ', 'ｼﾞﾛｳ', 'ﾕｷｺ', 'ｻﾌﾞﾛｳ', 'ﾐﾄﾞﾘ', 'ｼﾛｳ', 'ｱｵｲ'] as const;

/** The invented holder of an account or a bill, by the last two digits of its number. Half-width kana. */
export function holderOf(number: string): string {
  const family = FAMILIES[Number(number.at(-2))] ?? FAMILIES[0];
  const given = GIVEN[Number(number.at(-1))] ?? GIVEN[0];
  return `${family} ${given}`;
}
