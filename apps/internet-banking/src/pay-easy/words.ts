import type { Spoken } from '@warifu/ui';
import { en } from './words-en.ts';
import { ja, type PayEasyWords } from './words-ja.ts';

export const PAY_EASY_WORDS: Spoken<PayEasyWords> = { ja, en };
