export { openTokenAuthority, type TokenAuthorityPorts, type TokenAuthorityService } from './authority.ts';
export {
  type Cap,
  defaultTokenConfiguration,
  type TokenConfiguration,
  type WaitRule,
} from './configuration.ts';
export type { Departure, DepartureReason, MovedOn } from './departures.ts';
export type { DeviceRequestOutcome } from './device-request.ts';
export type { ImportedToken } from './import.ts';
export { addKeyVersion, createKeyFile, readKeyFile } from './key-file.ts';
export { type KeyRing, type KeyRingKeys, newKeyRingKeys, openKeyRing } from './key-ring.ts';
export {
  type AdministerCall,
  AuthorityUnavailable,
  type BeginReplaceAnswer,
  type BindCall,
  type BindingState,
  type BindOutcome,
  type BindRefusal,
  type CodeCall,
  IdempotencyConflict,
  type RelyingPartyPort,
  type ReplaceCall,
  type ReplaceOutcome,
  ScopeMissing,
  type ValidateCall,
  type Verdict,
  type VerdictAnswer,
} from './port.ts';
export type { ProvisionOutcome } from './provision.ts';
export type { RelyingParty } from './relying-party.ts';
export type { TokenState } from './state.ts';
export type { Swept } from './sweep.ts';
export type { Scope, TokenTables } from './tables.ts';
export type { BatchBounds } from './validate.ts';
export type { Fault } from './verify.ts';
