import { assert, unreachable } from '@warifu/base';

/** An exact fraction over whole numbers; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function rational(numerator: bigint, denominator: bigint): Rational {
  assert(denominator > 0n, 'the denominator of a fraction is positive');
  return { numerator, denominator };
}

export const plus = (one: Rational, other: Rational): Rational =>
  // What is added up here nearly always has the same denominator; it would grow with every day otherwise.
  one.denominator === other.denominator
    ? rational(one.numerator + other.numerator, one.denominator)
    : rational(
        one.numerator * other.denominator + other.numerator * one.denominator,
        one.denominator * other.denominator,
      );

/** How an exact amount becomes a whole one. The bank knows one way; another would be named here, with its rule. */
export type Rounding = 'floor';

/** The one place where anything is lost: the whole number for a fraction. 円未満切捨て is `floor`. */
export function round(exact: Rational, rounding: Rounding): bigint {
  switch (rounding) {
    case 'floor': {
      const { numerator, denominator } = exact;
      const quotient = numerator / denominator;
      // Division of bigints goes towards zero, a floor does not.
      return numerator % denominator < 0n ? quotient - 1n : quotient;
    }
    default:
      return unreachable(rounding);
  }
}
