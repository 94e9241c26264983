import { type BankTables, fillRates, type RateProductName } from '@warifu/bank';
import { businessDate, systemClock } from '@warifu/base';
import { openDatabase } from '@warifu/pg';

type Rate = readonly [product: RateProductName, termMonths: number, thousandths: number];

/** Invented, and long in force when a demo is made. */
const RATES: readonly (readonly [from: string, ...rates: readonly Rate[]])[] = [
  [
    '2024-04-01',
    ['ordinary', 0, 20],
    ['time_deposit', 1, 25],
    ['time_deposit', 3, 25],
    ['time_deposit', 6, 25],
    ['time_deposit', 12, 50],
    ['time_deposit', 24, 80],
    ['time_deposit', 36, 150],
    ['time_deposit', 48, 180],
    ['time_deposit', 60, 200],
    ['instalment_savings', 6, 30],
    ['instalment_savings', 36, 60],
  ],
  [
    '2025-04-01',
    ['ordinary', 0, 200],
    ['time_deposit', 1, 225],
    ['time_deposit', 3, 225],
    ['time_deposit', 6, 250],
    ['time_deposit', 12, 350],
    ['time_deposit', 24, 400],
    ['time_deposit', 36, 500],
    ['time_deposit', 48, 550],
    ['time_deposit', 60, 600],
    ['instalment_savings', 6, 250],
    ['instalment_savings', 36, 350],
  ],
];

/** The demo's table of rates. */
export async function fillDemoRates(ownerUrl: string): Promise<void> {
  const database = openDatabase<BankTables>({
    connectionString: ownerUrl,
    applicationName: 'warifu demo',
    connectionsMax: 1,
  });
  try {
    await fillRates(
      { database, clock: systemClock },
      RATES.flatMap(([from, ...rates]) =>
        rates.map(([product, termMonths, rateThousandths]) => ({
          product,
          termMonths,
          rateThousandths,
          validFrom: businessDate(from),
        })),
      ),
    );
  } finally {
    await database.close();
  }
}
