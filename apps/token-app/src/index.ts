export { type TokenAppOptions, tokenApp } from './token-app.ts';
