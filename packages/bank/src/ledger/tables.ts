import type { ColumnType, Generated } from 'kysely';
import type { Channel } from '../contracts/contract.ts';

type Instant = ColumnType<number, string, string>;
type NullableInstant = ColumnType<number | null, string | null | undefined, string | null>;
type Json = ColumnType<unknown, string, string>;
type Kind = 'ordinary' | 'current' | 'savings';
type DepositKind = 'time_deposit' | 'instalment_savings';

export interface BookTables {
  'bank.account': {
    id: string;
    contract_id: string | null;
    branch_code: string;
    kind: Kind | DepositKind | 'internal';
    account_number: string;
    internal_name: string | null;
    may_overdraw: Generated<boolean>;
    opened_at: Instant;
  };
  'bank.account_balance': {
    account_id: string;
    balance_yen: Generated<bigint>;
    entries_count: Generated<bigint>;
    may_overdraw: Generated<boolean>;
    held_yen: Generated<bigint>;
  };
  'bank.posting': {
    id: string;
    order_id: string | null;
    kind: string;
    business_date: string;
    posted_at: Instant;
  };
  'bank.entry': {
    account_id: string;
    seq: bigint;
    posting_id: string;
    amount_yen: bigint;
    balance_after_yen: bigint;
    kind: string;
    counterparty: Generated<string>;
    business_date: string;
    posted_at: Instant;
  };
  'bank.draft': {
    id: string;
    contract_id: string;
    kind: string;
    channel: Channel;
    fields: Json;
    expires_at: Instant;
  };
  'bank.order': {
    id: string;
    contract_id: string;
    draft_id: string | null;
    kind: string;
    channel: Channel;
    state: Generated<'prepared' | 'executed' | 'refused' | 'expired' | 'cancelled'>;
    terms: Json;
    terms_digest: Uint8Array;
    limit_yen: bigint;
    receipt_number: string;
    prepared_at: Instant;
    expires_at: Instant;
    executed_at: NullableInstant;
    executed_on: string | null;
  };
  'bank.order_attempt': {
    order_id: string;
    attempt: number;
    code_hash: Uint8Array;
    asked_at: Instant;
    verdict: 'wrong' | 'spent' | 'locked' | 'needs_second_code' | 'unknown' | null;
  };
  'bank.approval': {
    order_id: string;
    terms_digest: Uint8Array;
    method: 'otp' | 'confirmation_password';
    approved_at: Instant;
    expires_at: Instant;
    spent_at: NullableInstant;
  };
  'bank.limit_setting': {
    contract_id: string;
    kind: 'transfer' | 'bill_payment';
    limit_yen: bigint;
    set_at: Instant;
  };
  'bank.limit_used': {
    contract_id: string;
    kind: 'transfer' | 'bill_payment';
    business_date: string;
    used_yen: bigint;
  };
  'bank.limit_given_back': {
    order_id: string;
    contract_id: string;
    kind: 'transfer' | 'bill_payment';
    business_date: string;
    amount_yen: bigint;
  };
  'bank.hold': {
    order_id: string;
    contract_id: string;
    account_id: string;
    amount_yen: bigint;
    made_at: Instant;
    released_at: NullableInstant;
    posting_id: string | null;
  };
  'bank.rate': {
    product: 'ordinary' | 'time_deposit' | 'instalment_savings';
    term_months: Generated<number>;
    valid_from: string;
    rate_thousandths: number;
    entered_at: Instant;
  };
  'bank.scheduled_transfer': {
    order_id: string;
    contract_id: string;
    receipt_number: string;
    from_account_id: string;
    total_yen: bigint;
    due_date: string;
    state: Generated<'booked' | 'executed' | 'failed' | 'cancelled'>;
    settled_on: string | null;
    settled_at: NullableInstant;
    posting_id: string | null;
    reason: string | null;
  };
  'bank.payee': {
    id: string;
    contract_id: string;
    order_id: string;
    bank_code: string;
    branch_code: string;
    account_kind: Kind;
    account_number: string;
    payee_kana: string;
    nickname: Generated<string>;
    registered_at: Instant;
  };
  'bank.transfer': {
    contract_id: string;
    order_id: string;
    from_account_id: string;
    to_account_id: string | null;
    bank_code: string;
    branch_code: string;
    account_kind: Kind;
    account_number: string;
    payee_kana: string;
    sender_kana: string;
    amount_yen: bigint;
    fee_yen: bigint;
    mode: 'same_bank_now' | 'core_time_now' | 'more_time_now' | 'next_opening';
    value_date: string;
  };
  'bank.zengin_outbox': {
    order_id: string;
    contract_id: string;
    state: Generated<'due' | 'sent' | 'stopped'>;
    due_date: string;
    due_second: number;
    tries: Generated<number>;
    next_try_at: Instant;
    sent_at: NullableInstant;
  };
  'bank.zengin_return': {
    return_id: string;
    payment_id: string;
    order_id: string | null;
    posting_id: string | null;
    reason: string;
    returned_at: Instant;
    applied_at: Instant;
  };
  'bank.zengin_cursor': { only_row: Generated<boolean>; last_return_id: string | null };
}
