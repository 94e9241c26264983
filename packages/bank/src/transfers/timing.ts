import type { BusinessDate } from '@warifu/base';
import type { BankMoment } from '../calendar/bank-day.ts';
import { isCoreTime, nextOpeningDay } from '../calendar/opening-hours.ts';
import type { BankConfiguration } from '../configuration.ts';
import type { TransferMode } from './transfer.ts';

/** When the account is debited and when the payee has the money. */
export interface TransferTiming {
  readonly mode: TransferMode;
  readonly debitDate: BusinessDate;
  readonly valueDate: BusinessDate;
}

/** Which of the four it is at this moment, for this bank. Pure. */
export function timingOf(
  moment: BankMoment,
  bankCode: string,
  configuration: Pick<BankConfiguration, 'ownBank' | 'transfers'>,
): TransferTiming {
  const { now, offsetDays, today } = moment;
  const { transfers, ownBank } = configuration;
  const at = (mode: TransferMode, valueDate: BusinessDate) => ({ mode, debitDate: today, valueDate });
  if (bankCode === ownBank.code) return at('same_bank_now', today);
  if (isCoreTime(now, offsetDays, transfers)) return at('core_time_now', today);
  if (transfers.moreTimeBanks.includes(bankCode)) return at('more_time_now', today);
  return at('next_opening', nextOpeningDay(now, offsetDays, transfers));
}
