import type { Spoken } from '@warifu/ui';
import { en } from './words-en.ts';
import { ja, type TransferWords } from './words-ja.ts';

export type { TransferWords } from './words-ja.ts';

export const TRANSFER_WORDS: Spoken<TransferWords> = { ja, en };
