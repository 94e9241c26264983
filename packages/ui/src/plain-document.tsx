import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { DOCUMENT_WORDS, demoText } from './document.tsx';
import type { Language } from './language.ts';

export interface PlainDocumentProps {
  readonly language: Language;
  readonly title: string;
  readonly bankName: string;
  readonly homeHref: string;
  /** Addresses of the built stylesheet and icon; there is nothing else to fetch. */
  readonly stylesheet: string;
  readonly icon: string;
  readonly isDemo: boolean;
  /** The business date of a demo that was moved. */
  readonly demoDate?: string | undefined;
  readonly hasError?: boolean;
  /** The same page in the other language. */
  readonly otherLanguageHref: string;
  readonly footer: ComponentChildren;
  readonly children: ComponentChildren;
}

function PlainDocument(props: PlainDocumentProps): VNode {
  const words = DOCUMENT_WORDS[props.language];
  const other: Language = props.language === 'ja' ? 'en' : 'ja';
  return (
    <html lang={props.language}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${props.hasError === true ? words.error : ''}${props.title} | ${props.bankName}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href={props.stylesheet} />
        <link rel="icon" href={props.icon} type="image/svg+xml" />
      </head>
      <body>
        {props.isDemo ? (
          <aside class="demo-banner" aria-label={words.demoMark}>
            <b>{words.demoMark}</b> {demoText(props)}
          </aside>
        ) : null}
        <header>
          <a href={props.homeHref}>{props.bankName}</a>
        </header>
        <main>{props.children}</main>
        <footer>
          {props.footer}
          <p>
            <a href={props.otherLanguageHref} lang={other} hrefLang={other}>
              {words.otherLanguage}
            </a>
          </p>
        </footer>
      </body>
    </html>
  );
}

/** A whole page for small devices as text: no script, one small stylesheet. */
export function plainDocumentText(props: PlainDocumentProps): string {
  return `<!DOCTYPE html>${renderToString(h(PlainDocument, props))}`;
}
