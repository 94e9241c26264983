import type { ColumnType, Generated } from 'kysely';
import type { OtpMark } from '../contracts/contract.ts';
import type { OperatorRole, OperatorState } from './operator.ts';
import type { IdentityDocument, ProcedureKind, RequestState } from './request.ts';

type Instant = ColumnType<number, string, string>;
type NullableInstant = ColumnType<number | null, string | null | undefined, string | null>;

export interface BranchTables {
  'bank.operator': {
    id: string;
    operator_number: string;
    person_number: string;
    name: string;
    role: OperatorRole;
    branch_code: string;
    state: Generated<OperatorState>;
    subject: string;
    otp_mark: Generated<OtpMark>;
    token_id: string | null;
    password_hash: string;
    must_change_password: Generated<boolean>;
    password_expires_at: NullableInstant;
    made_at: Instant;
  };
  'bank.operator_counter': {
    number_key: Uint8Array;
    browser_key: Uint8Array;
    tries: number;
    turned_away: Generated<number>;
    blocked_until: Instant;
    let_through: boolean;
    updated_at: Instant;
  };
  'bank.operator_session': {
    id: string;
    token_hash: Uint8Array;
    operator_id: string;
    opened_at: Instant;
    last_seen_at: Instant;
    expires_at: Instant;
    ended_at: NullableInstant;
    end_reason: 'idle' | 'expired' | 'replaced' | 'signed_out' | 'suspended' | null;
  };
  'bank.operator_enrolment': {
    id: string;
    token_hash: Uint8Array;
    operator_id: string;
    opened_at: Instant;
    expires_at: Instant;
    asked_hash: Uint8Array | null;
    asked_key: string | null;
    ended_at: NullableInstant;
  };
  'bank.branch_request': {
    id: string;
    kind: ProcedureKind;
    contract_id: string | null;
    operator_id: string | null;
    branch_code: string;
    target: string | null;
    terms: ColumnType<unknown, string, never>;
    digest: Uint8Array;
    form_number: string;
    identity_document: IdentityDocument;
    identity_note: string | null;
    reason: string;
    state: Generated<RequestState>;
    maker_id: string;
    maker_person: string;
    checker_id: string | null;
    checker_person: string | null;
    made_at: Instant;
    expires_at: Instant;
    decided_at: NullableInstant;
    done_at: NullableInstant;
    printed_at: NullableInstant;
    note: string | null;
  };
  'bank.branch_attempt': {
    request_id: string;
    attempt: number;
    checker_id: string;
    code_hash: Uint8Array;
    asked_at: Instant;
    verdict: 'accepted' | 'wrong' | 'spent' | 'locked' | 'needs_second_code' | 'unknown' | null;
  };
  'bank.branch_approval': {
    request_id: string;
    digest: Uint8Array;
    checker_id: string;
    approved_at: Instant;
    spent_at: NullableInstant;
  };
  'bank.recall': {
    order_id: string;
    contract_id: string;
    request_id: string;
    fee_yen: bigint;
    state: Generated<'recorded' | 'asked' | 'returned' | 'refused'>;
    recorded_at: Instant;
    fee_posting_id: string | null;
    answered_at: NullableInstant;
    tries: Generated<number>;
    next_try_at: NullableInstant;
    reason: string | null;
  };
}
