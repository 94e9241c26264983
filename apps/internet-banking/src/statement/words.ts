import type { Spoken } from '@warifu/ui';
import { en } from './words-en.ts';
import { ja, type StatementWords } from './words-ja.ts';

export const STATEMENT_WORDS: Spoken<StatementWords> = { ja, en };
