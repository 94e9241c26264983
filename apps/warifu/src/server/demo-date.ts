import type { Bank } from '@warifu/bank';
import type { Clock } from '@warifu/base';

/** The business date of a demo, as its pages show it. */
export interface DemoDate {
  /** A job: reads it. */
  readonly look: () => Promise<number>;
  /** As it was last read; `undefined` where it is the civil date. */
  readonly shown: () => string | undefined;
}

/** Pages are put together without waiting: what they say of the date is looked up beside them, once a second. */
export function openDemoDate(bank: Pick<Bank, 'today'>, clock: Clock): DemoDate {
  let shown: string | undefined;
  return {
    look: async () => {
      const today = await bank.today();
      const civil = Temporal.Instant.fromEpochMilliseconds(clock() * 1_000)
        .toZonedDateTimeISO('Asia/Tokyo')
        .toPlainDate()
        .toString();
      shown = today === civil ? undefined : today;
      return 0;
    },
    shown: () => shown,
  };
}
