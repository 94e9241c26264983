import type { LearnedOffset } from './clock.ts';
import type { Language } from './words.ts';

/**
 * The few things kept in `localStorage`: settings, the learned clock, and the ID of the token, which stays behind when
 * a browser drops the keys. Nothing here is secret. Storage that is switched off reads as empty.
 */
const NAMES = {
  language: 'warifu.language',
  hidesCode: 'warifu.hides-code',
  tokenId: 'warifu.token-id',
  offset: 'warifu.clock',
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

/** @param tokenId `undefined` forgets it, after a deletion that was meant */
export function keepTokenId(tokenId: string | undefined): void {
  write(NAMES.tokenId, tokenId);
}

export function findOffset(): LearnedOffset | undefined {
  const [offsetMs, learnedAtMs] = (read(NAMES.offset) ?? '').split(' ').map(Number);
  if (offsetMs === undefined || learnedAtMs === undefined) return undefined;
  return Number.isFinite(offsetMs) && Number.isFinite(learnedAtMs) ? { offsetMs, learnedAtMs } : undefined;
}

export function keepOffset({ offsetMs, learnedAtMs }: LearnedOffset): void {
  write(NAMES.offset, `${offsetMs} ${learnedAtMs}`);
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
