import zengin from 'zengin-code';
import type { OwnBank } from '../configuration.ts';
import type { BankSearch, BankView, BranchView, Found } from './bank.ts';
import { bareKana, plainKana } from './kana.ts';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 100;
const TEXT_LENGTH_MAX = 60;

const ROWS = ['アイウエオ', 'カキクケコ', 'サシスセソ', 'タチツテト', 'ナニヌネノ']
  .concat(['ハヒフヘホ', 'マミムメモ', 'ヤユヨ', 'ラリルレロ', 'ワヲン'])
  .map((row) => new Set(row));

/** What people type after a name, and the network leaves away or shortens. */
const SUFFIXES: readonly (readonly [string, string])[] = [
  ['信用金庫', '信金'],
  ['信用組合', '信組'],
  ['労働金庫', '労金'],
  ['農業協同組合', '農協'],
  ['銀行', ''],
  ['支店', ''],
];

interface Indexed<T> {
  readonly item: T;
  /** The kana without marks, for the first letter. */
  readonly bare: string;
  /** How the names begin and what they hold: kanji, kana, roman letters, each plain. */
  readonly names: readonly string[];
}

type Entry = { readonly code: string; readonly name: string; readonly kana: string };

const plainName = (text: string): string => plainKana(text).replace(/\s/gu, '');

function indexOf<T extends Entry>(items: readonly { item: T; roma: string }[]): readonly Indexed<T>[] {
  return items
    .map(({ item, roma }) => ({
      item,
      bare: bareKana(item.kana),
      names: [plainName(item.name), plainName(item.kana), roma.toUpperCase()],
    }))
    .sort((a, b) => compare(a.bare, b.bare) || compare(a.item.code, b.item.code));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** 0 where a name begins with the text, 1 where one holds it, 2 where none does. */
function rankOf(names: readonly string[], texts: readonly string[]): number {
  if (texts.some((text) => names.some((name) => name.startsWith(text)))) return 0;
  return texts.some((text) => names.some((name) => name.includes(text))) ? 1 : 2;
}

function variantsOf(typed: string): readonly string[] {
  const text = plainName(typed.slice(0, TEXT_LENGTH_MAX));
  if (text === '') return [];
  const suffix = SUFFIXES.find(([long]) => text.endsWith(long) && text.length > long.length);
  return suffix ? [text, text.slice(0, -suffix[0].length) + suffix[1]] : [text];
}

function select<T extends Entry>(index: readonly Indexed<T>[], search: BankSearch): readonly T[] {
  if (search.initial !== undefined) {
    const [first = ''] = bareKana(search.initial.slice(0, TEXT_LENGTH_MAX));
    const row = search.row
      ? (ROWS.find((letters) => letters.has(first)) ?? new Set([first]))
      : new Set([first]);
    return index.filter(({ bare }) => row.has(bare.charAt(0))).map(({ item }) => item);
  }
  if (search.text !== undefined) {
    const texts = variantsOf(search.text);
    const ranked = index.map((entry) => ({ item: entry.item, rank: rankOf(entry.names, texts) }));
    return [0, 1].flatMap((rank) => ranked.filter((entry) => entry.rank === rank).map(({ item }) => item));
  }
  if (search.code !== undefined) {
    const code = search.code.normalize('NFKC').trim();
    return /^[0-9]{1,4}$/.test(code)
      ? index.filter(({ item }) => item.code.startsWith(code)).map(({ item }) => item)
      : [];
  }
  return index.map(({ item }) => item);
}

function pageOf<T>(items: readonly T[], search: BankSearch): Found<T> {
  const offset = Math.max(0, Math.trunc(search.offset ?? 0));
  const limit = Math.min(LIMIT_MAX, Math.max(1, Math.trunc(search.limit ?? LIMIT_DEFAULT)));
  return { items: items.slice(offset, offset + limit), total: items.length, offset };
}

/** The banks and branches of the network, ours among them. 金融機関・支店の検索. */
export interface Directory {
  readonly searchBanks: (search: BankSearch) => Found<BankView>;
  readonly searchBranches: (bankCode: string, search: BankSearch) => Found<BranchView>;
  readonly bankOf: (code: string) => BankView | undefined;
  readonly branchOf: (bankCode: string, code: string) => BranchView | undefined;
}

/** Builds the directory: all banks at once, the branches of a bank when they are first asked for. */
export function openDirectory(own: OwnBank): Directory {
  const ownView: BankView = { code: own.code, name: own.name, kana: plainKana(own.kana), isOwn: true };
  const ownBranches = own.branches.map((branch) => ({
    item: { code: branch.code, name: branch.kanji, kana: plainKana(branch.kana) },
    roma: '',
  }));
  const others = Object.values(zengin).filter((bank) => bank.code !== own.code);
  const banks = new Map<string, BankView>([
    [own.code, ownView],
    ...others.map((bank): [string, BankView] => [
      bank.code,
      { code: bank.code, name: bank.name, kana: plainKana(bank.kana), isOwn: false },
    ]),
  ]);
  const bankIndex = indexOf(
    [...banks.values()].map((item) => ({
      item,
      roma: item.isOwn ? own.nameEn : (zengin[item.code]?.roma ?? ''),
    })),
  );
  const branchIndexes = new Map<string, readonly Indexed<BranchView>[]>();
  const branchesOf = (bankCode: string): readonly Indexed<BranchView>[] => {
    const known = branchIndexes.get(bankCode);
    if (known) return known;
    if (!banks.has(bankCode)) return [];
    const index =
      bankCode === own.code
        ? indexOf(ownBranches)
        : indexOf(
            Object.values(zengin[bankCode]?.branches ?? {}).map(({ code, name, kana, roma }) => ({
              item: { code, name, kana: plainKana(kana) },
              roma,
            })),
          );
    branchIndexes.set(bankCode, index);
    return index;
  };
  return {
    searchBanks: (search) => pageOf(select(bankIndex, search), search),
    searchBranches: (bankCode, search) => pageOf(select(branchesOf(bankCode), search), search),
    bankOf: (code) => banks.get(code),
    branchOf: (bankCode, code) => branchesOf(bankCode).find(({ item }) => item.code === code)?.item,
  };
}
