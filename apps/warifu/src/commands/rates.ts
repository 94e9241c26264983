import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import {
  defaultConfiguration,
  RATE_PRODUCTS,
  type RateLine,
  type SetRateOutcome,
  setRate,
} from '@warifu/bank';
import { businessDate, systemClock } from '@warifu/base';
import { PlainFault } from '../plain-fault.ts';
import { withBank, withDatabase, withOwner } from './with-bank.ts';

const USAGE =
  'warifu rates set takes ordinary, time-deposit MONTHS or instalment-savings MONTHS, a rate such as 0.250, and --from YYYY-MM-DD.';

/** `rates`: what holds and what was announced. `rates set`: enters a rate of a day that has not begun. 金利 */
export async function rates([act, ...rest]: readonly string[]): Promise<void> {
  switch (act) {
    case undefined:
      return list();
    case 'set':
      return set(rest);
    default:
      throw new PlainFault('warifu rates takes set, or nothing.');
  }
}

const list = (): Promise<void> =>
  withDatabase((reached) =>
    withBank(reached, async (bank) => {
      const { today, lines } = await bank.listRates();
      process.stdout.write(
        lines.length === 0
          ? 'No rates are entered: nothing bears interest.\n'
          : `Rates on ${today}, per cent a year:\n${lines.map(lineText).join('')}`,
      );
    }),
  );

const PRODUCT_WIDTH = 28;
const percentText = (thousandths: number): string => (thousandths / 1_000).toFixed(3);

function lineText({ product, termMonths, inForce, announced }: RateLine): string {
  const name = `${product.replace('_', '-')}${termMonths === 0 ? '' : ` ${termMonths}`}`;
  const now = inForce ? `${percentText(inForce.rateThousandths)} since ${inForce.validFrom}` : 'none yet';
  const next = announced ? `, ${percentText(announced.rateThousandths)} from ${announced.validFrom}` : '';
  return `  ${name.padEnd(PRODUCT_WIDTH)}${now}${next}\n`;
}

/** What was typed, as far as it can be read; what a rate may be is judged by the bank. */
function readWords(words: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { from: { type: 'string' } },
    allowPositionals: true,
  });
  const product = RATE_PRODUCTS.find((one) => one === positionals[0]?.replaceAll('-', '_'));
  const [term, percent, ...more] =
    product === 'ordinary' ? ['0', ...positionals.slice(1)] : positionals.slice(1);
  const isRead =
    product !== undefined &&
    /^\d{1,3}$/.test(term ?? '') &&
    /^\d{1,2}(?:\.\d{1,3})?$/.test(percent ?? '') &&
    /^\d{4}-\d{2}-\d{2}$/.test(values.from ?? '') &&
    more.length === 0;
  if (!isRead) throw new PlainFault(USAGE);
  const [whole = '', decimals = ''] = (percent ?? '').split('.');
  return {
    product,
    termMonths: Number(term),
    rateThousandths: Number(`${whole}${decimals.padEnd(3, '0')}`),
    validFrom: businessDate(values.from ?? ''),
  };
}

async function set(words: readonly string[]): Promise<void> {
  const row = readWords(words);
  await withDatabase((reached) =>
    withOwner(reached, async (database) => {
      const ports = { database, clock: systemClock, configuration: defaultConfiguration };
      process.stdout.write(sentenceOf(await setRate(ports, row, `cli ${userInfo().username}`)));
    }),
  );
}

function sentenceOf(outcome: SetRateOutcome): string {
  if (outcome.outcome !== 'refused') {
    return outcome.outcome === 'entered' ? 'Entered.\n' : 'Nothing new: this rate was entered before.\n';
  }
  switch (outcome.reason) {
    case 'day_unknown':
      throw new PlainFault('--from takes a day of the calendar, written YYYY-MM-DD.');
    case 'term_unknown':
      throw new PlainFault(`The months are one of ${outcome.terms}.`);
    case 'rate_out_of_bounds':
      throw new PlainFault('A rate is 0.000 to 99.999 per cent.');
    case 'day_has_begun':
      throw new PlainFault(
        `The rate of a day that has begun stays what it is: --from ${outcome.earliest} or later.`,
      );
  }
}
