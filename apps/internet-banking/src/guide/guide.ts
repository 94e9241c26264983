import type { Yen } from '@warifu/base';
import type { PictureName } from './pictures.ts';

/** The numbers that the sentences of the guide name; what holds is configured, and handed in. */
export interface OtpFacts {
  /** How long a code is on the screen. */
  readonly codeSeconds: number;
  readonly codeDigits: number;
  /** Wrong codes in a row that lock. */
  readonly wrongCodesMax: number;
  /** A cool-down ends at 0:00 of the nth day after; 0: there is none. */
  readonly coolDownDays: number;
  /** For a day, where no token is registered or a cool-down runs. */
  readonly withoutToken: Yen;
}

/** The chapters of ワンタイムパスワードのご利用について, in the order in which they are read. */
export const CHAPTER_KEYS = [
  'about',
  'app',
  'check',
  'register',
  'orders',
  'stop',
  'device-change',
  'cases',
  'security',
  'lost',
  'questions',
] as const;
export type ChapterKey = (typeof CHAPTER_KEYS)[number];

/** What a link of the guide leads to. */
export type Target = ChapterKey | 'login' | 'emergency_stop' | 'token_app_check';

export interface GuideLink {
  readonly to: Target;
  readonly label: string;
}

export interface Step {
  readonly text: string;
  readonly picture?: PictureName;
}

/** 推奨, ご注意 or おやめください. */
export type Advice = 'recommended' | 'with_care' | 'never';

/** One way of using a one-time password, and what the bank says to it. */
export interface Case {
  readonly way: string;
  readonly advice: Advice;
  readonly why: string;
  readonly instead: string;
}

export interface Question {
  /** Names the question in an address. */
  readonly id: string;
  readonly question: string;
  readonly answer: readonly string[];
  readonly links?: readonly GuideLink[];
}

/** What a section is made of: words and pictures only, so that page and printed manual say the same. */
export type Block =
  | { readonly block: 'text'; readonly text: string }
  | { readonly block: 'list'; readonly lines: readonly string[] }
  | { readonly block: 'steps'; readonly steps: readonly Step[] }
  | { readonly block: 'terms'; readonly terms: readonly (readonly [name: string, text: string])[] }
  | {
      readonly block: 'note';
      readonly tone: 'information' | 'warning';
      readonly title?: string;
      readonly lines: readonly string[];
    }
  | { readonly block: 'picture'; readonly picture: PictureName }
  | { readonly block: 'cases'; readonly caption: string; readonly cases: readonly Case[] }
  | { readonly block: 'questions'; readonly questions: readonly Question[] }
  | { readonly block: 'links'; readonly links: readonly GuideLink[] }
  /** The addresses of the token app, for phone and PC, and the QR code. */
  | { readonly block: 'addresses' };

export interface GuideSection {
  /** Unique in its chapter; an anchor. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Chapter {
  readonly title: string;
  /** One line below the title in the list of chapters. */
  readonly brief: string;
  readonly lead: string;
  readonly sections: readonly GuideSection[];
}

/** Every chapter, in one language. */
export type Guide = Readonly<Record<ChapterKey, (facts: OtpFacts) => Chapter>>;
