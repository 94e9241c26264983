export { type TokenAuthorityApiOptions, tokenAuthorityApi } from './api.ts';
export { networkOf } from './radius/client-list.ts';
export { listenRadius, type RadiusListening } from './radius/listen.ts';
export { type ApiRateLimits, DEFAULT_API_RATE_LIMITS } from './site.ts';
