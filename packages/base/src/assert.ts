/** Our own failure: thrown by `assert`, caught by the outermost handler alone. */
export class Bug extends Error {
  override readonly name = 'Bug';
}

/** Crashes with a claim in words when the claim does not hold. Never for what a customer can cause. */
export function assert(condition: unknown, claim: string): asserts condition {
  if (!condition) throw new Bug(claim);
}

/** The end of every exhaustive `switch`. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${JSON.stringify(value)}`);
}

/** The value, where it must be there. */
export function present<T>(value: T | null | undefined, claim: string): T {
  if (value === undefined || value === null) throw new Bug(claim);
  return value;
}
