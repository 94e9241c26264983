export { type DecodeBase32Options, decodeBase32, type EncodeBase32Options, encodeBase32 } from './base32.ts';
export { type CodeOptions, type Digits, equalCodes, isCode, isDigits } from './code.ts';
export type { Hmac, SyncHmac } from './hmac.ts';
export { hotp, hotpSync } from './hotp.ts';
export {
  type Match,
  type MatchQuestion,
  matchTotp,
  matchTotpPair,
  matchTotpPairSync,
  matchTotpSync,
  type PairQuestion,
  WINDOW_STEPS_MAX,
} from './match.ts';
export { type Algorithm, formatOtpauthUri, type OtpauthKey, parseOtpauthUri } from './otpauth.ts';
export {
  type StepOptions,
  type TimeStep,
  type TotpOptions,
  timeStep,
  timeStepOf,
  totp,
  totpSync,
} from './totp.ts';
