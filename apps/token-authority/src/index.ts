export { type TokenAuthorityApiOptions, tokenAuthorityApi } from './api.ts';
export { buildConsole } from './console/build-console.ts';
export {
  type ConsolePasswordRefusal,
  hashConsolePassword,
  judgeConsolePassword,
} from './console/password.ts';
export { networkOf } from './radius/client-list.ts';
export { listenRadius, type RadiusListening } from './radius/listen.ts';
export { type ApiRateLimits, DEFAULT_API_RATE_LIMITS } from './site.ts';
