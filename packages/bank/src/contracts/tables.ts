import type { ColumnType, Generated } from 'kysely';
import type { ContractState, Language, OtpMark } from './contract.ts';

/** A `timestamptz`: read as epoch seconds, written with `at`. */
type Instant = ColumnType<number, string, string>;
type NullableInstant = ColumnType<number | null, string | null | undefined, string | null>;
/** A `jsonb` column: read as what it holds, written as its text. */
type Json = ColumnType<Readonly<Record<string, unknown>>, string | undefined, string>;

type ChannelText = 'pc' | 'smartphone' | 'mobile';

export interface ContractsTables {
  'bank.business_day': {
    only_row: Generated<boolean>;
    offset_days: Generated<number>;
    opened_on: string | null;
    closed_on: string | null;
  };
  'bank.customer': {
    id: string;
    kanji_name: string;
    kana_name: string;
    mail_address: string | null;
    created_at: Instant;
  };
  'bank.contract': {
    id: string;
    contract_number: string;
    customer_id: string;
    branch_code: string;
    subject: string;
    state: Generated<ContractState>;
    otp_mark: Generated<OtpMark>;
    otp_changed_at: NullableInstant;
    cool_down_until: NullableInstant;
    otp_locked_at: NullableInstant;
    login_password_hash: string;
    must_change_password: Generated<boolean>;
    confirmation_password_hash: string | null;
    confirmation_failures: Generated<number>;
    confirmation_locked_at: NullableInstant;
    /** Computed by the database. */
    has_confirmation: ColumnType<boolean, never, never>;
    language: Generated<Language>;
    created_at: Instant;
  };
  'bank.login_counter': {
    number_key: Uint8Array;
    browser_key: Uint8Array;
    tries: number;
    turned_away: Generated<number>;
    blocked_until: Instant;
    let_through: boolean;
    updated_at: Instant;
  };
  'bank.refused_logins': {
    minute: Instant;
    refused: number;
  };
  'bank.login_brake': {
    only_row: Generated<boolean>;
    on_until: NullableInstant;
  };
  'bank.device': {
    browser_key: Uint8Array;
    contract_id: string;
    first_login_at: Instant;
    last_login_at: Instant;
  };
  'bank.session': {
    id: string;
    token_hash: Uint8Array;
    contract_id: string;
    channel: ChannelText;
    opened_at: Instant;
    last_seen_at: Instant;
    expires_at: Instant;
    ended_at: NullableInstant;
    end_reason: 'idle' | 'expired' | 'replaced' | 'logout' | 'stopped' | null;
  };
  'bank.login': {
    id: string;
    contract_id: string;
    at: Instant;
    channel: ChannelText;
    address: string;
    new_browser: boolean;
  };
  'bank.otp_flow': {
    id: string;
    token_hash: Uint8Array;
    contract_id: string;
    flow: 'register' | 'stop';
    step: 'new_token' | 'old_code' | 'stop_code' | 'nothing_to_stop' | 'done';
    is_device_change: Generated<boolean>;
    opened_at: Instant;
    expires_at: Instant;
    asked_hash: Uint8Array | null;
    asked_key: string | null;
    asked_token_id: string | null;
    replacement_proof: string | null;
    ended_at: NullableInstant;
  };
  'bank.notice': {
    id: string;
    contract_id: string;
    kind: string;
    at: Instant;
    receipt_number: string | null;
    params: Json;
    mail_state: Generated<'due' | 'sent' | 'failed' | 'none'>;
    mail_due_at: Instant;
    mail_tries: Generated<number>;
    mail_settled_at: NullableInstant;
  };
  'bank.audit': {
    id: string;
    at: Instant;
    actor_kind: 'customer' | 'operator' | 'system';
    actor_id: string | null;
    act: string;
    contract_id: string | null;
    order_id: string | null;
    detail: Json;
  };
  'bank.audit_link': {
    seq: bigint;
    audit_id: string;
    link: Uint8Array;
    sealed_at: Instant;
  };
}
