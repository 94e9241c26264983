import { ENTRY_KINDS, type StatementSearch } from '@warifu/bank';
import { yen } from '@warifu/base';
import { readAmount } from '@warifu/site';
import type { Language } from '@warifu/ui';
import type { SearchField } from './choices.ts';
import { STATEMENT_WORDS } from './words.ts';

export type SearchTyped = Readonly<Record<SearchField, string>>;
export type SearchErrors = Readonly<Partial<Record<SearchField, string>>>;

export const NO_SEARCH: SearchTyped = { name: '', min: '', max: '', direction: '', kind: '' };

/** No name in the book is longer, and no amount is typed so long. */
export const NAME_LENGTH_MAX = 48;
export const AMOUNT_LENGTH_MAX = 20;

/** A form as it was sent, cut to what it may hold: all of it has to fit into an address. */
export const typedOf = (form: SearchTyped): SearchTyped => ({
  name: form.name.trim().slice(0, NAME_LENGTH_MAX),
  min: form.min.trim().slice(0, AMOUNT_LENGTH_MAX),
  max: form.max.trim().slice(0, AMOUNT_LENGTH_MAX),
  direction: form.direction === 'in' || form.direction === 'out' ? form.direction : '',
  kind: ENTRY_KINDS.find((kind) => kind === form.kind) ?? '',
});

/** Nothing typed is no bound; a lower bound of ¥0 bounds nothing either. */
function boundOf(typed: string): { readonly amount?: bigint; readonly isWrong: boolean } {
  const read = readAmount(typed);
  switch (read.read) {
    case 'amount':
      return { amount: read.yen, isWrong: false };
    case 'zero':
      return { amount: 0n, isWrong: false };
    case 'empty':
      return { isWrong: false };
    default:
      return { isWrong: true };
  }
}

/** What the lines are to be searched by, or a sentence for each field that cannot be read. */
export function readSearch(
  typed: SearchTyped,
  language: Language,
): { readonly search: StatementSearch; readonly errors?: never } | { readonly errors: SearchErrors } {
  const { errors } = STATEMENT_WORDS[language];
  const [min, max] = [boundOf(typed.min), boundOf(typed.max)];
  if (min.isWrong || max.isWrong) {
    return {
      errors: {
        ...(min.isWrong ? { min: errors.minMalformed } : {}),
        ...(max.isWrong ? { max: errors.maxMalformed } : {}),
      },
    };
  }
  if (min.amount !== undefined && max.amount !== undefined && max.amount < min.amount)
    return { errors: { max: errors.maxBelowMin } };
  const name = typed.name.trim();
  const kind = ENTRY_KINDS.find((one) => one === typed.kind);
  return {
    search: {
      ...(name === '' ? {} : { counterparty: name }),
      ...(min.amount === undefined ? {} : { amountMin: yen(min.amount) }),
      ...(max.amount === undefined ? {} : { amountMax: yen(max.amount) }),
      ...(typed.direction === 'in' || typed.direction === 'out' ? { direction: typed.direction } : {}),
      ...(kind === undefined ? {} : { kind }),
    },
  };
}

export const isSearched = (typed: SearchTyped): boolean => Object.values(typed).some((text) => text !== '');
