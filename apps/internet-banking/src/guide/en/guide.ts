import type { Guide } from '../guide.ts';
import { basics } from './basics.ts';
import { cases } from './cases.ts';
import { changing } from './changing.ts';
import { questions } from './questions.ts';
import { safety } from './safety.ts';
import { using } from './using.ts';

/** The second language. */
export const en: Guide = { ...basics, ...using, ...changing, ...cases, ...safety, ...questions };
