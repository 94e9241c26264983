/** What one process may be asked to do; all of it by default. */
export const PARTS = ['internet-banking', 'token', 'branch-office', 'console', 'jobs'] as const;
export type Part = (typeof PARTS)[number];

/** Whether nothing of the bank is needed for them. */
export const isAuthorityAlone = (parts: readonly Part[]): boolean =>
  parts.every((part) => part === 'token' || part === 'console');
