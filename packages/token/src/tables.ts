import type { ColumnType, Generated } from 'kysely';

/** `timestamptz`: read as epoch seconds, written with `at`. */
type Instant = ColumnType<number, string, string>;
type InstantOrNull = ColumnType<number | null, string | null, string | null>;
/** `bigint` */
type Step = ColumnType<bigint | null, never, never>;

export type Scope = 'verify' | 'administer';

interface RelyingPartyTable {
  relying_party_id: string;
  name: string;
  created_at: Instant;
}

interface RelyingPartyKeyTable {
  key_digest: Buffer;
  relying_party_id: string;
  scopes: Scope[];
  created_at: Instant;
  revoked_at: InstantOrNull;
}

export interface RadiusClientTable {
  radius_client_id: string;
  relying_party_id: string;
  network: string;
  sealed_secret: Buffer;
  key_version: number;
  secret_digest: Buffer;
  created_at: Instant;
  revoked_at: InstantOrNull;
}

export interface TokenTable {
  token_id: string;
  state: 'issued' | 'active' | 'retired';
  algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  digits: number;
  period_seconds: number;
  sealed_secret: Buffer;
  key_version: number;
  drift_steps: Generated<number>;
  last_step: Step;
  created_at: Instant;
  expires_at: InstantOrNull;
  /** The maker's date of a hardware token's key. */
  key_expires_at: ColumnType<number | null, string | null | undefined, string | null>;
}

export interface HardTokenTable {
  token_id: string;
  batch_id: string;
  manufacturer: string;
  serial: string;
  normalised_serial: string;
  state: 'in_stock' | 'handed_out' | 'withdrawn';
  relying_party_id: string | null;
  subject: string | null;
  handed_out_at: InstantOrNull;
  imported_at: Instant;
}

interface ProvisionTable {
  token_id: string;
  device_public_key: Buffer;
  request_digest: Buffer;
  reply: ColumnType<unknown, string, never>;
  created_at: Instant;
}

interface DeviceRequestTable {
  token_id: string;
  nonce: string;
  at: Instant;
}

interface ProvisionCountTable {
  counted_by: string;
  window_at: Instant;
  provisions: number;
}

interface BindingTable {
  binding_id: string;
  relying_party_id: string;
  subject: string;
  token_id: string;
  failures: Generated<number>;
  locked_at: InstantOrNull;
  bound_at: Instant;
  ended_at: InstantOrNull;
}

export interface DepartureTable {
  token_id: string;
  relying_party_id: string;
  why: 'replaced' | 'ended' | 'released';
  left_at: Instant;
}

interface VerdictTable {
  relying_party_id: string;
  subject: string;
  purpose: string;
  idempotency_key: string;
  body_digest: Buffer;
  outcome: string;
  is_locked: boolean;
  until_at: InstantOrNull;
  made_at: Instant;
}

interface SecondCodeWaitTable {
  relying_party_id: string;
  subject: string;
  token_id: string;
  purpose: string;
  step: bigint;
  asked_at: Instant;
}

interface ReplacementProofTable {
  proof_digest: Buffer;
  relying_party_id: string;
  subject: string;
  binding_id: string;
  token_id: string;
  expires_at: Instant;
  taken_at: InstantOrNull;
}

interface AttemptTable {
  counted_by: 'subject' | 'token' | 'relying_party';
  counted_key: string;
  failures: number;
  last_failed_at: InstantOrNull;
  wait_until: InstantOrNull;
}

interface AuditTable {
  audit_id: string;
  at: Instant;
  act: string;
  outcome: string;
  relying_party_id: string | null;
  subject: string | null;
  token_id: string | null;
  purpose: string | null;
  step: bigint | null;
  previous_step: bigint | null;
  reason: string | null;
  actor: ColumnType<string | null, string | null | undefined, never>;
}

/** The tables of the token wing, and no other: what a query of this wing can name. */
export interface TokenTables {
  'token.relying_party': RelyingPartyTable;
  'token.relying_party_key': RelyingPartyKeyTable;
  'token.radius_client': RadiusClientTable;
  'token.token': TokenTable;
  'token.hard_token': HardTokenTable;
  'token.provision': ProvisionTable;
  'token.device_request': DeviceRequestTable;
  'token.provision_count': ProvisionCountTable;
  'token.binding': BindingTable;
  'token.departure': DepartureTable;
  'token.verdict': VerdictTable;
  'token.second_code_wait': SecondCodeWaitTable;
  'token.replacement_proof': ReplacementProofTable;
  'token.attempt': AttemptTable;
  'token.audit': AuditTable;
}
