/** Sentences for refusals: one for each reason, so that a new reason without a sentence does not compile. */
export type Sentences<Refusal extends { readonly reason: string }> = {
  readonly [One in Refusal as One['reason']]: (refusal: One) => string;
};

/** The sentence of a refusal. */
export function sentenceOf<Refusal extends { readonly reason: string }>(
  sentences: Sentences<Refusal>,
  refusal: Refusal,
): string {
  const tell = sentences[refusal.reason as keyof Sentences<Refusal>] as (refusal: Refusal) => string;
  return tell(refusal);
}

/** How a refusal is shown: its HTTP status, and the field beside which its sentence stands. */
export interface Face<Field extends string> {
  readonly status: 422 | 429 | 503;
  readonly field: Field;
}
