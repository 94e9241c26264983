export { type ConnectOptions, connectTokenAuthority } from './client.ts';
export { AuthorityUnavailable, CallNotTaken, IdempotencyConflict } from './faults.ts';
export type {
  AdministerCall,
  BeginReplaceAnswer,
  BindAnswer,
  BindCall,
  CodeCall,
  ReleaseAnswer,
  ReplaceAnswer,
  ReplaceCall,
  StateAnswer,
  TokenAuthorityClient,
  TokenStateAnswer,
  UnlockAnswer,
  ValidateCall,
  Verdict,
  VerdictAnswer,
} from './port.ts';
/** What the server checks requests by and describes in its OpenAPI document; a caller needs none of it. */
export * as shapes from './shapes.ts';
