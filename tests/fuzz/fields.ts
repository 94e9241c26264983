import { powerBill, TAX } from '../../packages/bank/test/support/pay-easy.ts';

const BILL = powerBill('103');
const CODES = ['123456', '000000', '12345', '1234567', '１２３４５６', '123 456', '12345６'];
const AMOUNTS = [
  '1',
  '0',
  '100',
  '10000',
  '50000',
  '１０，０００',
  '¥1,000円',
  '9999999999999',
  '99999999999999',
  '1.5',
];
const DAYS = [
  '2026-11-30',
  '2026/12/3',
  '２０２６年１２月４日',
  '2028-02-29',
  '2026-02-30',
  '9999-12-31',
  '0000-01-01',
];
const PASSWORDS = [
  'Kawara-no-tsuki-7',
  'Kakunin-shima-2',
  'Atarashii-kagi-9',
  'k'.repeat(8),
  'k'.repeat(64),
  'k'.repeat(65),
];
const KANA = ['ﾐﾎﾝ ﾀﾛｳ', 'ミホン　タロウ', 'ｱ'.repeat(30), 'ｱ'.repeat(48), 'ｱ'.repeat(49)];
const NAMES = ['見本 太郎', '髙﨑 𠮷郎', '見'.repeat(20), '見'.repeat(48), '見'.repeat(100)];

/** What means something in a field of a form, whatever page it stands on; the rest is read from the pages themselves. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  code: CODES,
  firstCode: CODES,
  nextCode: CODES,
  number: ['123456', '000000', '1234567', '12345'],
  password: PASSWORDS,
  current: PASSWORDS,
  next: PASSWORDS,
  again: PASSWORDS,
  confirmationPassword: PASSWORDS,
  amount: AMOUNTS,
  limit: AMOUNTS,
  deposit: AMOUNTS,
  instalment: AMOUNTS,
  min: AMOUNTS,
  max: AMOUNTS,
  instalments: ['6', '12', '60', '61', '0', '６'],
  chosenDay: ['1', '25', '28', '31', '32', '0'],
  termMonths: ['1', '12', '60', '61'],
  atMaturity: ['renew_principal', 'renew_with_interest', 'pay_out'],
  date: DAYS,
  from: DAYS,
  to: DAYS,
  payeeKana: KANA,
  kana: KANA,
  bank: ['みず', 'ﾐｽﾞ', 'mizu', '0005', ''],
  branch: ['本店', 'ﾎﾝ', '001', ''],
  kanji: NAMES,
  name: NAMES,
  nickname: NAMES,
  mailAddress: [
    'a@mihon.example',
    `${'a'.repeat(64)}@mihon.example`,
    `a@${'b'.repeat(240)}.example`,
    'a@b',
    '"a b"@mihon.example',
  ],
  accountKind: ['ordinary', 'current', 'savings'],
  accountNumber: ['7654321', '0000000', '９９９９９９９', '123456', '12345678'],
  bankCode: ['0005', '1999', '9999', '0000', '5'],
  branchCode: ['001', '002', '003', '999', '1'],
  billerNumber: [BILL.billerNumber, TAX.billerNumber, '00000', '99999'],
  paymentNumber: [BILL.paymentNumber, '1'.repeat(16), '1'.repeat(20), '1'.repeat(21), '1'],
  confirmationNumber: [BILL.confirmationNumber, '1'.repeat(6), '1'],
  paymentCategory: ['', '1'.repeat(10), '1'],
  tokenId: ['WRSM00000001', 'wrsm 0000 0077', 'ＷＲＳＭ０００００００１', 'WRSD99999999'],
  tokenIdOrSerial: ['WRSM00000001', 'M-0001', 'm0001'],
  postalCode: ['1000001', '100-0001', '１０００００１', '0000000'],
  prefecture: ['東京都', '京都府', '東京'],
  telephone: ['0312345678', '03-1234-5678', '０３１２３４５６７８', '1'],
  act: ['make', 'edit', 'approve', 'refuse', 'withdraw', 'complete', 'send_back'],
  by: ['name', 'number', 'contract', 'account', 'token'],
  reason: ['窓口でのお申し出', '申'.repeat(400), '申'.repeat(401), '一\r\n二'],
  note: ['見本の理由', '記'.repeat(400), '記'.repeat(401)],
  formNumber: ['F-1', 'F-99', '番'.repeat(40)],
  operatorNumber: ['100001', '999999', '1'],
  personNumber: ['P1', 'P999', '1'.repeat(30)],
  role: ['teller', 'manager', 'auditor'],
  identityDocument: ['drivers_licence', 'passport', 'other'],
  language: ['ja', 'en', 'fr'],
  limitKind: ['transfer', 'pay_easy', 'mobile'],
  direction: ['in', 'out', ''],
  period: ['month', 'year', 'custom'],
  page: ['1', '2', '99999999999', '-1'],
  initial: ['ｱ', 'ア', 'a'],
};

/** Fields that hold a secret. */
const SECRET = /password|current|next|again|code$|number$/i;
export const isSecret = (field: string): boolean => SECRET.test(field);

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
  '&lt;': '<',
  '&gt;': '>',
};
const decoded = (html: string): string =>
  html.replace(/&(?:amp|quot|#39|lt|gt);/g, (entity) => ENTITIES[entity] ?? '');

/** The values that a page itself offers for its fields, hidden ones and choices included. */
export function offeredOn(html: string): Readonly<Record<string, readonly string[]>> {
  const offered: Record<string, readonly string[]> = {};
  const offer = (name: string, value: string): void => {
    if (name !== 'csrf') offered[name] = [...(offered[name] ?? []), decoded(value)];
  };
  for (const [, tag = ''] of html.matchAll(/<(?:input|button) ([^>]*)>/g)) {
    const [, name] = / ?\bname="([^"]*)"/.exec(tag) ?? [];
    const [, value] = / ?\bvalue="([^"]*)"/.exec(tag) ?? [];
    if (name !== undefined && value !== undefined) offer(name, value);
  }
  for (const [, name = '', options = ''] of html.matchAll(
    /<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  ))
    for (const [, value = ''] of options.matchAll(/<option [^>]*value="([^"]*)"/g)) offer(name, value);
  return offered;
}

/** Good values for a field: what its page offers, and what its name says. */
export const goodFor = (
  field: string,
  offered: Readonly<Record<string, readonly string[]>>,
): readonly string[] => [...(offered[field] ?? []), ...(offered[field] ?? []), ...(BY_NAME[field] ?? [])];
