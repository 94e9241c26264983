export { type TokenAuthorityApiOptions, tokenAuthorityApi } from './api.ts';
export { type ApiRateLimits, DEFAULT_API_RATE_LIMITS } from './site.ts';
