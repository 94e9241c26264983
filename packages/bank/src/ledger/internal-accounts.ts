/** The bank's own accounts, made by migration 0004. They may be negative. */
export const SETTLEMENT_ACCOUNT = '00000000-0000-7000-8000-000000000001';
export const FEE_INCOME_ACCOUNT = '00000000-0000-7000-8000-000000000002';
export const CASH_ACCOUNT = '00000000-0000-7000-8000-000000000003';
