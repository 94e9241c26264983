import type { BusinessDate } from '@warifu/base';
import type { Rate } from './rate.ts';

/** The day on which a deposit is closed, and what an ordinary deposit bears on it. */
export interface ClosingDay {
  readonly on: BusinessDate;
  readonly ordinaryRate: Rate;
}
