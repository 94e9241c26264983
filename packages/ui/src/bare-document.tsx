import type { ComponentChildren, VNode } from 'preact';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Language } from './language.ts';

export interface BareDocumentProps {
  readonly language: Language;
  readonly title: string;
  readonly children: ComponentChildren;
}

function BareDocument({ language, title, children }: BareDocumentProps): VNode {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}

/** A whole page that fetches nothing, for whoever is served nothing else: in the browser's own looks, light or dark. */
export function bareDocumentText(props: BareDocumentProps): string {
  return `<!DOCTYPE html>${renderToString(h(BareDocument, props))}`;
}
