/**
 * The authority cannot be reached, does not answer in time, does not open to this key, or answers what is no answer.
 * The same call with the same idempotency key may be sent again. Never a reason to ask a customer for less than a code.
 */
export class AuthorityUnavailable extends Error {
  override readonly name = 'AuthorityUnavailable';
  /** The status that it answered with; 401 and 403 are for your operator and not for your customer. */
  readonly status: number | undefined;
  constructor(
    message: string,
    { status, cause }: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(message, { cause });
    this.status = status;
  }
}

/** The same idempotency key with another body: the caller's bug. */
export class IdempotencyConflict extends Error {
  override readonly name = 'IdempotencyConflict';
  constructor() {
    super('this idempotency key was used with another body');
  }
}

/** The authority does not take a call of this shape: the caller's bug, or a client older than the server. */
export class CallNotTaken extends Error {
  override readonly name = 'CallNotTaken';
}
