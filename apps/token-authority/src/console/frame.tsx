import { documentText, Form, type Language, Notice, type Spoken, SubmitButton } from '@warifu/ui';
import type { ComponentChildren } from 'preact';
import type { Session } from './sessions.ts';
import { CONSOLE_WORDS_JA, type ConsoleWords } from './words.ts';
import { CONSOLE_WORDS_EN } from './words-en.ts';

/** What every page of the console is made in. */
export interface Surroundings {
  readonly language: Language;
  /** The path of this page. */
  readonly address: string;
  readonly isDemo: boolean;
  readonly assets: { readonly stylesheet: string; readonly icon: string };
  readonly session?: Session | undefined;
}

export interface PageProps {
  readonly title: string;
  readonly hasError?: boolean;
  readonly width?: 'wide' | 'narrow';
  readonly children: ComponentChildren;
}

const CONSOLE_WORDS: Spoken<ConsoleWords> = { ja: CONSOLE_WORDS_JA, en: CONSOLE_WORDS_EN };

export const wordsOf = ({ language }: Pick<Surroundings, 'language'>): ConsoleWords =>
  CONSOLE_WORDS[language];

/** A page of the console, ready to send. */
export function consolePage(around: Surroundings, { title, hasError, width, children }: PageProps): string {
  const words = wordsOf(around);
  const { language, address, session, assets, isDemo } = around;
  const to: Language = language === 'ja' ? 'en' : 'ja';
  return documentText({
    language,
    title,
    bankName: words.site,
    serviceName: words.service,
    homeHref: '/',
    ...assets,
    isDemo,
    hasError: hasError ?? false,
    width: width ?? 'wide',
    otherLanguageHref: `/language?to=${to}&back=${encodeURIComponent(address)}`,
    ...(session
      ? {
          tools: (
            <Form action="/logout" csrf={session.formToken} isPlain>
              <SubmitButton label={words.logout} look="quiet" />
            </Form>
          ),
        }
      : {}),
    children: (
      <>
        <h1>{title}</h1>
        {children}
      </>
    ),
  });
}

/** What went wrong, in one sentence, and the way back. */
export function failurePage(around: Surroundings, failure: keyof ConsoleWords['failures']): string {
  const words = wordsOf(around);
  return consolePage(around, {
    title: words.service,
    width: 'narrow',
    children: (
      <>
        <Notice tone="warning">
          <p>{words.failures[failure]}</p>
        </Notice>
        <p>
          <a href="/">{words.overview}</a>
        </p>
      </>
    ),
  });
}
