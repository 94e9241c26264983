import type { Language, Spoken } from '@warifu/ui';
import { en } from './en/guide.ts';
import { CHAPTER_KEYS, type Chapter, type ChapterKey, type Guide, type OtpFacts } from './guide.ts';
import { ja } from './ja/guide.ts';

const GUIDES: Spoken<Guide> = { ja, en };

/** A chapter, and where it stands. */
export interface PlacedChapter extends Chapter {
  readonly key: ChapterKey;
  /** From 1. */
  readonly number: number;
}

/** All chapters, in the order in which they are read. */
export const listChapters = (language: Language, facts: OtpFacts): readonly PlacedChapter[] =>
  CHAPTER_KEYS.map((key, index) => ({ ...GUIDES[language][key](facts), key, number: index + 1 }));
