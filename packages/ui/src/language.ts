/** The languages of every page: Japanese first, English second. */
export type Language = 'ja' | 'en';

export const LANGUAGES: readonly Language[] = ['ja', 'en'];

export const isLanguage = (text: string | undefined): text is Language => text === 'ja' || text === 'en';

/** One value for each language, so that a missing translation does not compile. */
export type Spoken<T> = Readonly<Record<Language, T>>;
