export { type ConnectOptions, connectTokenAuthority } from './client.ts';
export { AuthorityUnavailable, CallNotTaken, IdempotencyConflict } from './faults.ts';
export type {
  AdministerCall,
  BeginReplaceAnswer,
  BindAnswer,
  BindCall,
  CodeCall,
  HandOutAnswer,
  HandOutCall,
  ReleaseAnswer,
  ReplaceAnswer,
  ReplaceCall,
  StateAnswer,
  TokenAnswer,
  TokenAuthorityClient,
  UnlockAnswer,
  ValidateCall,
  Verdict,
  VerdictAnswer,
} from './port.ts';
/** What the server checks requests by and describes in its OpenAPI document; a caller needs none of it. */
export * as shapes from './shapes.ts';
