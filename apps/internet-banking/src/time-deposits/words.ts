import type { Spoken } from '@warifu/ui';
import { en } from './words-en.ts';
import { ja, type TimeDepositWords } from './words-ja.ts';

export const TIME_DEPOSIT_WORDS: Spoken<TimeDepositWords> = { ja, en };
