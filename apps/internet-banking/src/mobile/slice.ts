import type { MenuKey } from '@warifu/ui';

/** The keys of a list; those after them lead on, log out and go home. */
export const ITEM_KEYS: readonly MenuKey[] = ['1', '2', '3', '4', '5', '6', '7'];

/** So many stand on one plain page: a key for each, and the page stays light. */
export const ITEMS_SHOWN = ITEM_KEYS.length;

/** One page of a list. */
export interface Slice<Item> {
  readonly items: readonly { readonly digit: MenuKey; readonly item: Item }[];
  /** The number of the page after this one, where there is one. */
  readonly next: number | undefined;
  readonly isFirst: boolean;
}

/** The part of a list that page `pageText` shows; the first one where that is no page of it. */
export function sliceOf<Item>(all: readonly Item[], pageText: string | undefined): Slice<Item> {
  const asked = /^[1-9][0-9]?$/.test(pageText ?? '') ? Number(pageText) : 1;
  const number = (asked - 1) * ITEMS_SHOWN < all.length ? asked : 1;
  const from = (number - 1) * ITEMS_SHOWN;
  return {
    items: ITEM_KEYS.flatMap((digit, index) => {
      const item = all[from + index];
      return item === undefined ? [] : [{ digit, item }];
    }),
    next: from + ITEMS_SHOWN < all.length ? number + 1 : undefined,
    isFirst: number === 1,
  };
}
