/** The bank's own accounts, made by migrations 0004 and 0013. They may be negative. The chart: docs/accounts.md. */
export const SETTLEMENT_ACCOUNT = '00000000-0000-7000-8000-000000000001';
export const FEE_INCOME_ACCOUNT = '00000000-0000-7000-8000-000000000002';
export const CASH_ACCOUNT = '00000000-0000-7000-8000-000000000003';
/** What the bank pays: interest of ordinary and of time deposits, and the yield of instalment savings. */
export const ORDINARY_INTEREST_ACCOUNT = '00000000-0000-7000-8000-000000000005';
export const TIME_DEPOSIT_INTEREST_ACCOUNT = '00000000-0000-7000-8000-000000000006';
export const SUPPLEMENT_ACCOUNT = '00000000-0000-7000-8000-000000000007';
/** Withheld, and owed to the state and to the prefectures. */
export const NATIONAL_TAX_ACCOUNT = '00000000-0000-7000-8000-000000000008';
export const LOCAL_TAX_ACCOUNT = '00000000-0000-7000-8000-000000000009';
