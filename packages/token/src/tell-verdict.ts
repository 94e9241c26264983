import type { CheckOutcome } from './check.ts';
import type { AuthorityWatch, JudgedCode } from './watch.ts';

/** Tells the watch, where there is one, of a verdict that stands. */
export function tellVerdict(
  watch: AuthorityWatch | undefined,
  asked: Omit<JudgedCode, 'verdict' | 'driftSteps' | 'locks' | 'isRepeated'>,
  checked: CheckOutcome,
): void {
  if (watch === undefined || checked.kind !== 'verdict') return;
  const { verdict, driftSteps, locks, isRepeated } = checked;
  watch.judged({ ...asked, verdict, locks, isRepeated, ...(driftSteps === undefined ? {} : { driftSteps }) });
}
