import type { LearnedOffset } from './clock.ts';
import type { Language } from './words.ts';

/**
 * The few things kept in `localStorage`: settings, the learned clock, when the authority was asked and what the customer
 * has confirmed, and the ID of the token, which stays behind when a browser drops the keys. Nothing here is secret. Storage that is switched off reads as empty.
 */
const NAMES = {
  language: 'warifu.language',
  hidesCode: 'warifu.hides-code',
  tokenId: 'warifu.token-id',
  offset: 'warifu.clock',
  askedAt: 'warifu.asked-at',
  confirmedUntil: 'warifu.confirmed-until',
} as const;

type Name = (typeof NAMES)[keyof typeof NAMES];

export function findLanguage(): Language | undefined {
  const text = read(NAMES.language);
  return text === 'ja' || text === 'en' ? text : undefined;
}

export function keepLanguage(language: Language): void {
  write(NAMES.language, language);
}

/** Whether the code is shown only on request. */
export function findHidesCode(): boolean {
  return read(NAMES.hidesCode) === 'yes';
}

export function keepHidesCode(hidesCode: boolean): void {
  write(NAMES.hidesCode, hidesCode ? 'yes' : undefined);
}

export function findTokenId(): string | undefined {
  return read(NAMES.tokenId);
}

/** @param tokenId `undefined` forgets it and what was heard of it, after a deletion that was meant */
export function keepTokenId(tokenId: string | undefined): void {
  write(NAMES.tokenId, tokenId);
  if (tokenId !== undefined) return;
  write(NAMES.askedAt, undefined);
  write(NAMES.confirmedUntil, undefined);
}

/** When the authority was last asked where the token moved on, and had no news. Milliseconds, by the device's clock. */
export function findAskedAt(): number | undefined {
  return readNumber(NAMES.askedAt);
}

export function keepAskedAt(atMs: number): void {
  write(NAMES.askedAt, String(atMs));
}

/** Up to when the customer has confirmed what moved on. Milliseconds, by the authority's clock. */
export function findConfirmedUntil(): number | undefined {
  return readNumber(NAMES.confirmedUntil);
}

export function keepConfirmedUntil(untilMs: number): void {
  write(NAMES.confirmedUntil, String(untilMs));
}

export function findOffset(): LearnedOffset | undefined {
  const [offsetMs, learnedAtMs] = (read(NAMES.offset) ?? '').split(' ').map(Number);
  if (offsetMs === undefined || learnedAtMs === undefined) return undefined;
  return Number.isFinite(offsetMs) && Number.isFinite(learnedAtMs) ? { offsetMs, learnedAtMs } : undefined;
}

export function keepOffset({ offsetMs, learnedAtMs }: LearnedOffset): void {
  write(NAMES.offset, `${offsetMs} ${learnedAtMs}`);
}

function readNumber(name: Name): number | undefined {
  const text = read(name);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function read(name: Name): string | undefined {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(name: Name, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // Storage is full or switched off: the setting then lasts as long as the page.
  }
}
