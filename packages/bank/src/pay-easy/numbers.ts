import type { Biller, BillNumbers, DigitCount } from '../ports.ts';
import type { BillNumberField, BillRefusal } from './bill-payment.ts';

const TYPED_MAX = 60;
const BILLER_NUMBER = /^[0-9]{5}$/;

/**
 * A number as typed → its digits: full-width digits, hyphens of every kind and spaces make no difference. What else was
 * typed stays, so that it is told.
 */
const typedNumber = (typed: string): string =>
  typed
    .slice(0, TYPED_MAX)
    .normalize('NFKC')
    .replace(/[\s\p{Pd}−ー]/gu, '');

/** Five digits; `undefined` where it is something else. 収納機関番号. */
export function billerNumberOf(typed: string): string | undefined {
  const number = typedNumber(typed);
  return BILLER_NUMBER.test(number) ? number : undefined;
}

const fits = (number: string, { lengthMin, lengthMax }: DigitCount): boolean =>
  /^[0-9]+$/.test(number) && number.length >= lengthMin && number.length <= lengthMax;

type NumberRefusal = Extract<BillRefusal, { readonly reason: 'number_missing' | 'number_malformed' }>;

/** The numbers of a bill as this biller wants them, or the first that cannot be one of its bills. Nobody is asked. */
export function judgeNumbers(
  typed: Readonly<Record<BillNumberField, string>>,
  biller: Biller,
): BillNumbers | NumberRefusal {
  const wanted: readonly (readonly [BillNumberField, DigitCount | undefined])[] = [
    ['paymentNumber', biller.paymentNumber],
    ['confirmationNumber', biller.confirmationNumber],
    ['paymentCategory', biller.paymentCategory],
  ];
  for (const [field, digits] of wanted) {
    if (digits === undefined) continue;
    const number = typedNumber(typed[field]);
    if (number === '') return { reason: 'number_missing', field };
    if (!fits(number, digits)) return { reason: 'number_malformed', field, digits };
  }
  return {
    billerNumber: biller.billerNumber,
    paymentNumber: typedNumber(typed.paymentNumber),
    confirmationNumber: typedNumber(typed.confirmationNumber),
    ...(biller.paymentCategory === undefined ? {} : { paymentCategory: typedNumber(typed.paymentCategory) }),
  };
}
