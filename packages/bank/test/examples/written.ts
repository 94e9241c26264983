import type { BusinessDate, Yen } from '@warifu/base';
import { defaultConfiguration } from '../../src/configuration.ts';
import type { Earned } from '../../src/interest/earned.ts';
import { formatRate, type Rate } from '../../src/interest/rate.ts';
import { type Taxed, taxRatesOn } from '../../src/interest/taxes.ts';

/** One example: what it is, the arithmetic line by line, what comes out, and what was worked out by hand. */
export interface WorkedCase {
  readonly title: string;
  readonly lines: readonly string[];
  readonly paysOut: bigint;
  /** Not computed: written down beforehand. */
  readonly byHand: bigint;
  /** Computed anew, day by day, with none of the bank's code. */
  readonly dayByDay: bigint;
}

const WEEKDAYS = ['日', '月', '火', '水', '木', '金', '土'];
const PLACES = 6n;

/** `1,234,567` */
export const grouped = (amount: bigint): string => String(amount).replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');

export const money = (amount: bigint): string => `¥${grouped(amount)}`;

/** `2026-11-27 (金)` */
export const dated = (date: BusinessDate): string =>
  `${date} (${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]})`;

/** A quotient as a pocket calculator shows it; `…` where it goes on. */
export function quotient(numerator: bigint, denominator: bigint): string {
  const scaled = (numerator * 10n ** PLACES) / denominator;
  const isExact = (numerator * 10n ** PLACES) % denominator === 0n;
  const decimals = String(scaled % 10n ** PLACES).padStart(Number(PLACES), '0');
  const shown = isExact ? decimals.replace(/0+$/, '') : decimals;
  return `${grouped(scaled / 10n ** PLACES)}${shown === '' ? '' : `.${shown}`}${isExact ? '' : '…'}`;
}

const YEAR = 365n;
const WHOLE = 100_000n;

export const stretch = (from: BusinessDate, to: BusinessDate, days: number): string =>
  `${dated(from)} → ${dated(to)} = ${grouped(BigInt(days))}日`;

/** Days and interest of one stretch. */
export const earnedLine = (label: string, { principal, rate, from, to, days, interest }: Earned): string =>
  `${label}: ${stretch(from, to, days)}; ${grouped(principal)} × ${formatRate(rate)} × ${grouped(BigInt(days))} ÷ 365 = ${quotient(principal * rate * BigInt(days), YEAR * WHOLE)} → **${money(interest)}**`;

export function shareLine(label: string, whole: Rate, sharePercent: bigint, cut: Rate): string {
  const exact = quotient(whole * sharePercent, WHOLE);
  return `${label}: ${formatRate(whole)} × ${sharePercent}% = ${exact}% → ${formatRate(cut)}`;
}

const taxLine = (label: string, gross: Yen, rate: Rate, tax: Yen): string =>
  `${label}: ${grouped(gross)} × ${formatRate(rate)} = ${quotient(gross * rate, WHOLE)} → ${money(tax)}`;

/** Both taxes of one payment. */
export function taxLines(taxed: Taxed, on: BusinessDate): readonly string[] {
  const rates = taxRatesOn(on, defaultConfiguration.taxes);
  return [
    taxLine('国税 national tax', taxed.gross, rates.national, taxed.national),
    taxLine('地方税 local tax', taxed.gross, rates.local, taxed.local),
  ];
}
