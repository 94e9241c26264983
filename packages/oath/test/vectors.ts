/** Digit for digit from the RFCs; nothing here is computed. */

export type HashName = 'SHA-1' | 'SHA-256' | 'SHA-512';

/** RFC 4226 Appendix D. */
export const RFC_4226_D_SECRET = '12345678901234567890';

/** RFC 4226 Appendix D, Table 2: counter, code of 6 digits. */
export const RFC_4226_D: readonly (readonly [counter: number, code: string])[] = [
  [0, '755224'],
  [1, '287082'],
  [2, '359152'],
  [3, '969429'],
  [4, '338314'],
  [5, '254676'],
  [6, '287922'],
  [7, '162583'],
  [8, '399871'],
  [9, '520489'],
];

/** RFC 4226 Appendix D, Table 1: the digests behind the codes. */
export const RFC_4226_D_DIGESTS: readonly (readonly [counter: number, digest: string, truncated: number])[] =
  [
    [0, 'cc93cf18508d94934c64b65d8ba7667fb7cde4b0', 1284755224],
    [1, '75a48a19d4cbe100644e8ac1397eea747a2d33ab', 1094287082],
    [2, '0bacb7fa082fef30782211938bc1c5e70416ff44', 137359152],
    [3, '66c28227d03a2d5529262ff016a1e6ef76557ece', 1726969429],
    [4, 'a904c900a64b35909874b33e61c5938a8e15ed1c', 1640338314],
    [5, 'a37e783d7b7233c083d4f62926c7a25f238d0316', 868254676],
    [6, 'bc9cd28561042c83f219324d3c607256c03272ae', 1918287922],
    [7, 'a4fb960c0bc06e1eabb804e5b397cdc4b45596fa', 82162583],
    [8, '1b3c89f65e6c9e883012052823443f048b4332db', 673399871],
    [9, '1637409809a679dc698207310c8c7fc07290d9e5', 645520489],
  ];

/** RFC 6238 Appendix B: for each hash the seed of its reference code, as long as the digest. */
export const RFC_6238_B_SECRET: Readonly<Record<HashName, string>> = {
  'SHA-1': '12345678901234567890',
  'SHA-256': '12345678901234567890123456789012',
  'SHA-512': '1234567890123456789012345678901234567890123456789012345678901234',
};

/** RFC 6238 Appendix B, Table 1: epoch seconds, hash, code of 8 digits. */
export const RFC_6238_B: readonly (readonly [at: number, hash: HashName, code: string])[] = [
  [59, 'SHA-1', '94287082'],
  [59, 'SHA-256', '46119246'],
  [59, 'SHA-512', '90693936'],
  [1111111109, 'SHA-1', '07081804'],
  [1111111109, 'SHA-256', '68084774'],
  [1111111109, 'SHA-512', '25091201'],
  [1111111111, 'SHA-1', '14050471'],
  [1111111111, 'SHA-256', '67062674'],
  [1111111111, 'SHA-512', '99943326'],
  [1234567890, 'SHA-1', '89005924'],
  [1234567890, 'SHA-256', '91819424'],
  [1234567890, 'SHA-512', '93441116'],
  [2000000000, 'SHA-1', '69279037'],
  [2000000000, 'SHA-256', '90698825'],
  [2000000000, 'SHA-512', '38618901'],
  [20000000000, 'SHA-1', '65353130'],
  [20000000000, 'SHA-256', '77737706'],
  [20000000000, 'SHA-512', '47863826'],
];

/** RFC 4648 §10: ASCII, base32. */
export const RFC_4648_10: readonly (readonly [ascii: string, base32: string])[] = [
  ['', ''],
  ['f', 'MY======'],
  ['fo', 'MZXQ===='],
  ['foo', 'MZXW6==='],
  ['foob', 'MZXW6YQ='],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI======'],
];

/** RFC 4226 §5.4: the worked example of dynamic truncation. */
export const RFC_4226_5_4 = {
  digest: '1f8698690e02ca16618550ef7f19da8e945b555a',
  code: '872921',
} as const;
