import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { dateText } from './format.ts';
import type { Language, Spoken } from './language.ts';
import { Mark } from './mark.tsx';

export const DOCUMENT_WORDS: Spoken<{
  readonly skip: string;
  readonly navigation: string;
  readonly demoMark: string;
  readonly demo: string;
  readonly demoDate: (date: string) => string;
  readonly otherLanguage: string;
  readonly error: string;
}> = {
  ja: {
    skip: '本文へ進む',
    navigation: 'メインメニュー',
    demoMark: 'デモ',
    demo: '架空の金融機関による見本です。実在のお金は動きません。',
    demoDate: (date) => `営業日付は${date}です。`,
    otherLanguage: 'English',
    error: 'エラー：',
  },
  en: {
    skip: 'Skip to main content',
    navigation: 'Main menu',
    demoMark: 'デモ Demo',
    demo: 'A sample by an invented bank. No real money moves.',
    demoDate: (date) => `The business date is ${date}.`,
    otherLanguage: '日本語',
    error: 'Error: ',
  },
};

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
  readonly isCurrent: boolean;
}

export interface DocumentProps {
  readonly language: Language;
  readonly title: string;
  readonly bankName: string;
  readonly serviceName: string;
  readonly homeHref: string;
  /** Addresses of the built stylesheet and script; a site may do without a script. */
  readonly stylesheet: string;
  readonly script?: string;
  readonly icon: string;
  readonly isDemo: boolean;
  /** The business date of a demo that was moved. */
  readonly demoDate?: string | undefined;
  readonly hasError?: boolean;
  /** The same page in the other language. */
  readonly otherLanguageHref: string;
  readonly navigation?: readonly NavigationItem[];
  /** Right-hand side of the header: the customer's name, logout. */
  readonly tools?: ComponentChildren;
  readonly footer?: ComponentChildren;
  /** Behind everything else on the page. */
  readonly after?: ComponentChildren;
  readonly width?: 'wide' | 'narrow';
  readonly children: ComponentChildren;
}

function Head(props: DocumentProps): VNode {
  const error = props.hasError === true ? DOCUMENT_WORDS[props.language].error : '';
  return (
    <head>
      <meta charSet="utf-8" />
      <title>{`${error}${props.title} | ${props.bankName}`}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="format-detection" content="telephone=no, address=no, email=no" />
      <meta name="robots" content="noindex" />
      <link rel="stylesheet" href={props.stylesheet} />
      <link rel="icon" href={props.icon} type="image/svg+xml" />
      {props.script === undefined ? null : <script type="module" src={props.script} />}
    </head>
  );
}

function Header(props: DocumentProps): VNode {
  const words = DOCUMENT_WORDS[props.language];
  const other: Language = props.language === 'ja' ? 'en' : 'ja';
  return (
    <header class="site-header">
      <div class="site-header-line">
        <a class="site-name" href={props.homeHref}>
          <Mark />
          <span class="site-name-text">
            <span class="site-bank">{props.bankName}</span>
            <span class="site-service">{props.serviceName}</span>
          </span>
        </a>
        <div class="site-tools">
          <a class="language-link" href={props.otherLanguageHref} lang={other} hrefLang={other}>
            {words.otherLanguage}
          </a>
          {props.tools}
        </div>
      </div>
      {props.navigation === undefined ? null : (
        <nav class="site-navigation" aria-label={words.navigation}>
          <ul>
            {props.navigation.map((item) => (
              <li key={item.href}>
                <a href={item.href} {...(item.isCurrent ? { 'aria-current': 'page' as const } : {})}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </header>
  );
}

/** What the banner of a demo says behind its mark. */
export function demoText(props: Pick<DocumentProps, 'language' | 'demoDate'>): string {
  const words = DOCUMENT_WORDS[props.language];
  if (props.demoDate === undefined) return words.demo;
  const space = props.language === 'ja' ? '' : ' ';
  return `${words.demo}${space}${words.demoDate(dateText(props.demoDate, props.language))}`;
}

function Document(props: DocumentProps): VNode {
  const words = DOCUMENT_WORDS[props.language];
  return (
    <html lang={props.language}>
      {h(Head, props)}
      <body>
        <a class="skip-link" href="#main">
          {words.skip}
        </a>
        {props.isDemo ? (
          <aside class="demo-banner" aria-label={words.demoMark}>
            <p>
              <strong>{words.demoMark}</strong> {demoText(props)}
            </p>
          </aside>
        ) : null}
        {h(Header, props)}
        <main id="main" class={`main main-${props.width ?? 'wide'}`} tabIndex={-1}>
          {props.children}
        </main>
        <footer class="site-footer">
          <div class="site-footer-line">{props.footer}</div>
        </footer>
        {props.after}
      </body>
    </html>
  );
}

/** A whole page as text, ready to send. */
export function documentText(props: DocumentProps): string {
  return `<!DOCTYPE html>${renderToString(h(Document, props))}`;
}

/** A part of a page as text: what a custom element asks for. */
export const fragmentText = (node: VNode): string => renderToString(node);
