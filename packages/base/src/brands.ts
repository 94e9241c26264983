declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** An amount in whole yen. On a wire it is a string of digits, never a JSON number. */
export type Yen = Brand<bigint, 'Yen'>;
export const yen = (amount: bigint): Yen => amount as Yen;

/** Seconds since 1970-01-01T00:00:00Z: a real instant, never moved by a demo. */
export type EpochSeconds = Brand<number, 'EpochSeconds'>;
export const epochSeconds = (seconds: number): EpochSeconds => Math.floor(seconds) as EpochSeconds;

/** A civil date in Asia/Tokyo, `YYYY-MM-DD`; with the demo's offset where one is set. 営業日付. */
export type BusinessDate = Brand<string, 'BusinessDate'>;
export function businessDate(text: string): BusinessDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new RangeError('A business date is YYYY-MM-DD.');
  return text as BusinessDate;
}

/** Time, handed in: a domain never reads the clock of the machine. */
export type Clock = () => EpochSeconds;

/** The one clock of production: the machine's. */
export const systemClock: Clock = () => epochSeconds(Date.now() / 1000);
