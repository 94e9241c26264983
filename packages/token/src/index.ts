export { TOKEN_TRAIL } from './audit-trail.ts';
export { openTokenAuthority, type TokenAuthorityPorts, type TokenAuthorityService } from './authority.ts';
export {
  type Cap,
  defaultTokenConfiguration,
  type TokenConfiguration,
  type WaitRule,
} from './configuration.ts';
export type { Departure, DepartureReason, MovedOn } from './departures.ts';
export type { DeviceRequestOutcome } from './device-request.ts';
export type { TokenState } from './find-token.ts';
export type { ImportedToken } from './import.ts';
export type { ImportOutcome, ImportRefusalReason, SeededToken } from './import-hard.ts';
export { addKeyVersion, createKeyFile, type KeyWrapper, readKeyFile, readKeyText } from './key-file.ts';
export { type KeyRing, type KeyRingKeys, newKeyRingKeys, openKeyRing, takeKeyRing } from './key-ring.ts';
export type { Operator } from './operator.ts';
export type { Overview } from './overview.ts';
export {
  type AddPartyOutcome,
  OVERLAP_SECONDS_MAX,
  type PartyDetail,
  type PartyKey,
  type PartyLine,
  type RotateKeyOutcome,
} from './parties.ts';
export {
  type AdministerCall,
  AuthorityUnavailable,
  type BeginReplaceAnswer,
  type BindCall,
  type BindingState,
  type BindOutcome,
  type BindRefusal,
  type CodeCall,
  type HandOutCall,
  type HandOutOutcome,
  IdempotencyConflict,
  type RelyingPartyPort,
  type ReplaceCall,
  type ReplaceOutcome,
  ScopeMissing,
  type TokenFound,
  type TokenLookup,
  type ValidateCall,
  type Verdict,
  type VerdictAnswer,
} from './port.ts';
export type { ProvisionOutcome } from './provision.ts';
export type {
  ListedRadiusClient,
  OpenRadiusClient,
  RadiusClient,
  RadiusClientOutcome,
} from './radius-client.ts';
export type { RelyingParty } from './relying-party.ts';
export type { StockLine } from './stock.ts';
export type { Swept } from './sweep.ts';
export type { Scope, TokenTables } from './tables.ts';
export type { BatchBounds } from './validate.ts';
export type { Fault } from './verify.ts';
export type { AuthorityWatch, JudgedCode } from './watch.ts';
