import { isUuid } from '@warifu/base';

/** How much of a list one page shows. */
export const LIST_LENGTH = 50;

/** From where on a page shows a list; from the beginning where the address says nothing that could be a row. */
export const pageOf = (after: string): { readonly after?: string } => (isUuid(after) ? { after } : {});
