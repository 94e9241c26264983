import { confirmationOf } from './behaviour.ts';
import { BILLERS, type Biller } from './billers.ts';
import type { BillNumbers } from './shapes.ts';

/** Amount and ending of the bills of each biller; the endings 01 to 89 are bills like any other. */
const DRAWN: readonly (readonly [amount: string, ending: string])[] = [
  ['003120', '01'],
  ['012800', '02'],
  ['250000', '03'],
  ['004500', '90'],
  ['004510', '91'],
  ['004520', '92'],
  ['000000', '93'],
  ['004550', '95'],
  ['004580', '98'],
  ['004590', '99'],
];
/** What comes before amount and ending, cut to the biller's length. */
const LEADING = '135792468013';
const DRAWN_DIGITS = 8;

function billOf(biller: Biller, category: string, [amount, ending]: readonly [string, string]): BillNumbers {
  const leading = LEADING.slice(0, biller.paymentNumber.lengthMax - DRAWN_DIGITS);
  const paymentNumber = `${leading}${amount}${ending}`;
  return {
    billerNumber: biller.billerNumber,
    paymentNumber,
    confirmationNumber: confirmationOf(paymentNumber, biller.confirmationNumber.lengthMax),
    ...(category === '' ? {} : { paymentCategory: category }),
  };
}

/** Bills for a newcomer to try, biller by biller. */
export const EXAMPLES: readonly { readonly biller: Biller; readonly bills: readonly BillNumbers[] }[] =
  BILLERS.map((biller) => {
    const [category = ''] = Object.keys(biller.contents);
    return { biller, bills: DRAWN.map((drawn) => billOf(biller, category, drawn)) };
  });
