import { messageOf, PlainFault } from '../plain-fault.ts';

/** What one check found. */
export type Finding = {
  /** In two or three words, the same each time: what was looked at. */
  readonly check: string;
} & (
  | { readonly state: 'good'; readonly says: string }
  /** There was nothing to look at: not set, or not of this machine. */
  | { readonly state: 'left_out'; readonly says: string }
  | { readonly state: 'fault'; readonly says: string; readonly remedy: string }
);

export const good = (check: string, says: string): Finding => ({ check, state: 'good', says });
export const leftOut = (check: string, says: string): Finding => ({ check, state: 'left_out', says });
export const fault = (check: string, says: string, remedy: string): Finding => ({
  check,
  state: 'fault',
  says,
  remedy,
});

/** A check that itself fails is a finding like any other: the others go on. */
export async function findingsOf(
  check: string,
  remedy: string,
  work: () => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await work();
  } catch (error) {
    // A fault of the operator's has its remedy in its own sentence.
    return [fault(check, messageOf(error), error instanceof PlainFault ? 'Do what it says.' : remedy)];
  }
}
