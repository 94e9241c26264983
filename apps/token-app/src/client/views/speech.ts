import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { LANGUAGE_DEFAULT, type Language, WORDS, type Words } from '../words.ts';

/** The language that the screens speak. */
export interface Speech {
  readonly language: Language;
  readonly words: Words;
}

export function speechOf(language: Language): Speech {
  return { language, words: WORDS[language] };
}

export const SpeechContext = createContext(speechOf(LANGUAGE_DEFAULT));

export function useSpeech(): Speech {
  return useContext(SpeechContext);
}
