import type { BankView, BranchView } from '@warifu/bank';
import type { Site } from '../http/route.ts';

/** How many are named where more than one fits. */
const NAMED_MAX = 6;

export type Sought<Found> =
  | { readonly sought: 'found'; readonly found: Found }
  | { readonly sought: 'none' }
  | { readonly sought: 'many'; readonly names: string };

/** One of a list by its code, its whole name, or a part that no other has. */
function oneOf<Found extends { readonly code: string; readonly name: string }>(
  typed: string,
  byCode: Found | undefined,
  fitting: readonly Found[],
): Sought<Found> {
  if (byCode !== undefined) return { sought: 'found', found: byCode };
  const named = fitting.filter(({ name }) => name === typed);
  const [only, another] = named.length === 1 ? named : fitting;
  if (only === undefined) return { sought: 'none' };
  if (another === undefined) return { sought: 'found', found: only };
  const names = fitting.slice(0, NAMED_MAX).map(({ name, code }) => `${name} ${code}`);
  return { sought: 'many', names: names.join('、') };
}

const folded = (text: string): string => text.slice(0, 60).normalize('NFKC').trim();

export function findBank({ bank }: Site, text: string): Sought<BankView> {
  const typed = folded(text);
  const byCode = /^[0-9]{4}$/.test(typed) ? bank.bankOf(typed) : undefined;
  return oneOf(typed, byCode, bank.searchBanks({ text: typed, limit: 20 }).items);
}

export function findBranch({ bank }: Site, bankCode: string, text: string): Sought<BranchView> {
  const typed = folded(text).replace(/支店$/u, '');
  const byCode = /^[0-9]{3}$/.test(typed) ? bank.branchOf(bankCode, typed) : undefined;
  return oneOf(typed, byCode, bank.searchBranches(bankCode, { text: typed, limit: 20 }).items);
}
