/**
 * HMAC under the shared secret, by whatever holds it: a non-extractable `CryptoKey`, a `KeyObject`, a security module.
 *
 * The hash (SHA-1, SHA-256 or SHA-512) is the function's own; the whole digest is returned.
 */
export type Hmac = (message: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

/** An {@link Hmac} that answers at once, for servers that make many codes a second. */
export type SyncHmac = (message: Uint8Array<ArrayBuffer>) => Uint8Array;
