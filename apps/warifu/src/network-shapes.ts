import { Type } from 'typebox';

/** The last second of the year 9999: whatever is later is no instant, and no database takes it. */
const INSTANT_MAX = 253_402_300_799;

/** Seconds since 1970. */
export const Instant = Type.Integer({ minimum: 0, maximum: INSTANT_MAX });

/** Words of a network, as they may stand in the book and on a page: no control characters, which PostgreSQL refuses in part. */
export const words = (maxLength: number, minLength = 0) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]*$' });

/** That an answer is about the payment that was asked for, and not meant for another. */
export const about = (paymentId: string) => ({ paymentId: Type.Literal(paymentId) });
