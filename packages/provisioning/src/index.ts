export {
  type AnsweredProvision,
  answerProvision,
  type ProvisionTerms,
  type RequestRefusal,
  type VerifiedRequest,
  verifyProvision,
} from './authority.ts';
export {
  acceptReply,
  type IssuedToken,
  type PendingProvision,
  type ProvisionKeys,
  type ProvisionWish,
  prepareProvision,
  type ReplyRefusal,
} from './device.ts';
export type { KeyPair } from './keys.ts';
export {
  type Lifecycle,
  type LifecycleAction,
  type LifecycleRefusal,
  type LifecycleRequest,
  NONCE_BYTES,
  newNonce,
  parseLifecycle,
  signLifecycle,
  type VerifiedLifecycle,
  verifyLifecycle,
} from './lifecycle.ts';
export type { ProvisionReply } from './reply.ts';
export type { ProvisionRequest } from './request.ts';
export { isSuite, SUITE_DEFAULT, SUITES, type Suite } from './suite.ts';
export {
  formatTokenId,
  isTokenId,
  newTokenId,
  normaliseTokenId,
  type RandomBytes,
  type SoftwareForm,
  type TokenForm,
  type TokenId,
} from './token-id.ts';
