import type { BusinessDate, Clock } from '@warifu/base';
import { type Database, transact } from '@warifu/pg';
import { insertAudit } from '../audit/record.ts';
import { addDays, businessDateOf, parseBusinessDate } from '../calendar/business-date.ts';
import type { DepositConfiguration } from '../deposit-configuration.ts';
import type { BankTables } from '../tables.ts';
import { isRateThere, lockDays, type RateRow, upsertRates } from './queries.ts';
import type { RateKey, SetRateOutcome, SetRateRefusal } from './rate.ts';

const RATE_THOUSANDTHS_MAX = 99_999;

export interface RatePorts {
  /** As the owner: nobody who serves may write a rate. */
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly configuration: DepositConfiguration;
}

/** The terms for which there are rates, in words where there are many. */
function judgeTerm(
  { product, termMonths }: RateKey,
  configuration: DepositConfiguration,
): string | undefined {
  const { timeDeposits, instalmentSavings } = configuration;
  switch (product) {
    case 'ordinary':
      return termMonths === 0 ? undefined : '0';
    case 'time_deposit':
      return timeDeposits.termsMonths.includes(termMonths) ? undefined : timeDeposits.termsMonths.join(', ');
    case 'instalment_savings': {
      const { instalmentsMin: min, instalmentsMax: max } = instalmentSavings;
      return termMonths >= min && termMonths <= max ? undefined : `${min}–${max}`;
    }
  }
}

function judge(
  row: RateRow,
  configuration: DepositConfiguration,
  earliest: BusinessDate,
): SetRateRefusal | undefined {
  const terms = judgeTerm(row, configuration);
  if (terms !== undefined) return { reason: 'term_unknown', terms };
  if (row.rateThousandths < 0 || row.rateThousandths > RATE_THOUSANDTHS_MAX)
    return { reason: 'rate_out_of_bounds' };
  if (row.validFrom < earliest) return { reason: 'day_has_begun', earliest };
  return undefined;
}

/**
 * Enters a rate that holds from a day on which has not begun: of a day that was opened somebody may have had the rate
 * already. A rate that was announced may be changed until its day begins. 金利改定.
 */
export async function setRate(ports: RatePorts, row: RateRow, actorId: string): Promise<SetRateOutcome> {
  if (parseBusinessDate(row.validFrom) === undefined) return { outcome: 'refused', reason: 'day_unknown' };
  const now = ports.clock();
  return transact(ports.database.kysely, async (tx) => {
    const { offsetDays, openedOn } = await lockDays(tx);
    const today = businessDateOf(now, offsetDays);
    const earliest = openedOn !== null && openedOn >= today ? addDays(openedOn, 1) : today;
    // The very rate that stands there already is no change, whenever it is given again.
    if (await isRateThere(tx, row)) return { outcome: 'unchanged' };
    const refusal = judge(row, ports.configuration, earliest);
    if (refusal !== undefined) return { outcome: 'refused', ...refusal };
    await upsertRates(tx, [row], now);
    await insertAudit(tx, [
      { at: now, actor: { kind: 'system' }, act: 'rate_set', detail: { ...row, by: actorId } },
    ]);
    return { outcome: 'entered' };
  });
}

/** Enters the rates of a database that is filled, from whatever day. */
export async function fillRates(
  { database, clock }: Omit<RatePorts, 'configuration'>,
  rows: readonly RateRow[],
): Promise<void> {
  await transact(database.kysely, (tx) => upsertRates(tx, rows, clock()));
}
