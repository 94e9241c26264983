import { expect, test } from 'vitest';
import { openDirectory } from '../src/banks/directory.ts';
import { defaultConfiguration } from '../src/configuration.ts';

const { ownBank } = defaultConfiguration;
const directory = openDirectory(ownBank);
const named = (text: string) => directory.searchBanks({ text }).items.map((bank) => bank.name);

test('our own bank has a code that no real bank has, and stands among the others', () => {
  expect(directory.bankOf(ownBank.code)).toMatchObject({ name: ownBank.name, isOwn: true });
  expect(directory.branchOf(ownBank.code, '001')).toMatchObject({ name: '本店' });
  expect(directory.searchBanks({}).total).toBeGreaterThan(1_100);
});

test.each([
  ['みずほ', 'みずほ'],
  ['ミズホ', 'みずほ'],
  ['ﾐｽﾞﾎ', 'みずほ'],
  ['みずほ銀行', 'みずほ'],
  ['mizuho', 'みずほ'],
  ['ufj', '三菱ＵＦＪ'],
  ['しょうなんしんきん', '湘南信金'],
  ['わりふ信用金庫', ownBank.name],
])('typing %s finds %s first or near', (typed, name) => {
  expect(named(typed).slice(0, 5)).toContain(name);
});

test('names that begin with the text come before names that hold it', () => {
  const names = named('横浜');
  const places = names.map((name) => name.startsWith('横浜'));
  expect(places).toEqual([...places].sort().reverse());
});

test('a first kana finds its names, voiced ones included, and a row finds the whole row', () => {
  const initials = directory.searchBanks({ initial: 'か', limit: 100 });
  expect(initials.items.every((bank) => /^[カガ]/.test(bank.kana))).toBe(true);
  const row = directory.searchBanks({ initial: 'カ', row: true });
  expect(row.total).toBeGreaterThan(initials.total);
});

test('by code, whole or as it begins', () => {
  expect(directory.searchBanks({ code: '0001' }).items).toMatchObject([{ name: 'みずほ' }]);
  expect(directory.searchBanks({ code: '０００' }).items.every((bank) => bank.code.startsWith('000'))).toBe(
    true,
  );
  expect(directory.searchBanks({ code: 'x' }).total).toBe(0);
});

test('pages are bounded, do not overlap, and say how many there are in all', () => {
  const first = directory.searchBranches('0001', { limit: 1_000 });
  expect(first.items).toHaveLength(100);
  expect(first.total).toBeGreaterThan(100);
  const second = directory.searchBranches('0001', { offset: 100, limit: 100 });
  const codes = new Set([...first.items, ...second.items].map((branch) => branch.code));
  expect(codes.size).toBe(first.items.length + second.items.length);
});

test('nothing typed, nonsense and an unknown bank find nothing and break nothing', () => {
  expect(named('　')).toEqual([]);
  expect(named('ぴよぴよ')).toEqual([]);
  expect(directory.searchBranches('9999', { text: '本店' }).total).toBe(0);
  expect(directory.branchOf('9999', '001')).toBeUndefined();
});
