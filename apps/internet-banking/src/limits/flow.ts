import type { LimitState, LimitTerms } from '@warifu/bank';
import { type Language, type Term, yenText } from '@warifu/ui';
import { changePlace } from '../contract-change/flow.ts';
import { LIMIT_WORDS } from './words.ts';

export const LIMIT_PLACE = changePlace('/settings/limits', {
  ja: LIMIT_WORDS.ja.title,
  en: LIMIT_WORDS.en.title,
});

/** The limit of one kind with what was used of it. */
export function stateTerms(state: LimitState, language: Language): readonly Term[] {
  const words = LIMIT_WORDS[language];
  return [
    { name: words.limit, value: yenText(state.limit), isStrong: true },
    { name: words.used, value: yenText(state.usedToday) },
    { name: words.left, value: yenText(state.leftToday) },
    { name: words.max, value: yenText(state.limitMax) },
  ];
}

/** What a change does. */
export function changeTerms(terms: LimitTerms, language: Language): readonly Term[] {
  const words = LIMIT_WORDS[language];
  return [
    { name: words.kind, value: words.kinds[terms.limitKind] },
    { name: words.before, value: yenText(terms.before) },
    { name: words.after, value: yenText(terms.limit), isStrong: true },
  ];
}
