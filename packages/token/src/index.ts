export { type Cap, defaultTokenConfiguration, type TokenConfiguration, type WaitRule } from './configuration.ts';
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
export type { Scope, TokenTables } from './tables.ts';
