import type { ColumnType, Generated } from 'kysely';

type Instant = ColumnType<number, string, string>;
type NullableInstant = ColumnType<number | null, string | null | undefined, string | null>;

export interface DayTables {
  'bank.day_job': {
    business_date: string;
    job: string;
    started_at: Instant;
    finished_at: NullableInstant;
    done: Generated<bigint>;
    failed: Generated<bigint>;
  };
  'bank.day_fault': {
    business_date: string;
    job: string;
    item: string;
    says: string;
    at: Instant;
    mended_at: NullableInstant;
  };
  'bank.day_closing': {
    business_date: string;
    trial_balance: ColumnType<unknown, string, string>;
    entries: bigint;
    closed_at: Instant;
  };
}
