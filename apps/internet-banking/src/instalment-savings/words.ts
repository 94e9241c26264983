import type { Spoken } from '@warifu/ui';
import { en } from './words-en.ts';
import { ja, type SavingsWords } from './words-ja.ts';

export const SAVINGS_WORDS: Spoken<SavingsWords> = { ja, en };
