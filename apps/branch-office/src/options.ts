import type { Branch, OwnBranch } from '@warifu/bank';
import type { SiteOptions } from '@warifu/site';

export interface BranchOfficeOptions extends SiteOptions {
  readonly branch: Branch;
  /** The bank's own branches, in the order in which a form offers them. */
  readonly branches: readonly OwnBranch[];
  /** Where an operator and a customer get the token app. */
  readonly tokenAppOrigin: string;
}
