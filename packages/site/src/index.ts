export { type Answer, chooseLanguage, languageHref, page, redirect, UNKNOWN_PAGE } from './answer.ts';
export { type Assets, type MoreAssets, type Picture, readAssets, readMoreAssets } from './assets.ts';
export { buildSite } from './build-site.ts';
export { type CodeFormField, type CodesRead, codeFields, readCodeFields, sealFirstCode } from './codes.ts';
export type { CookieChange } from './cookies.ts';
export type { Failure } from './failure.ts';
export { FailureBody, requestLines } from './failure-body.tsx';
export { type Keys, keysOf } from './keys.ts';
export { DEFAULT_RATE_LIMITS, type RateLimitStore, type RateLimits, type SiteOptions } from './options.ts';
export type {
  Access,
  Around,
  RouteShape,
  SessionAsked,
  SitePlan,
  TableRoute,
  TurnRead,
  WayOn,
} from './plan.ts';
export { fieldsOf, localPathOf } from './read.ts';
export { type Face, type Sentences, sentenceOf } from './sentences.ts';
export { readSought, SOUGHT_LENGTH_MAX, sealSought } from './sought.ts';
export { type AmountRead, digitsOf, halfWidth, readAmount, readDay } from './typed.ts';
