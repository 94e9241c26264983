import { Actions, ButtonLink, type Language, type Spoken } from '@warifu/ui';
import type { VNode } from 'preact';

const REQUEST_LINE: Spoken<(requestId: string) => string> = {
  ja: (requestId) => `お問い合わせの際は、問い合わせ番号 ${requestId} をお知らせください。`,
  en: (requestId) => `If you contact us about this, please give the reference number ${requestId}.`,
};

/** What to say to whoever is asked about a failure; nothing where it is not ours. */
export const requestLines = (language: Language, requestId: string | undefined): readonly string[] =>
  requestId === undefined ? [] : [REQUEST_LINE[language](requestId)];

/** What is said of a failure, and the ways on. */
export function FailureBody(props: {
  readonly title: string;
  readonly lines: readonly string[];
  /** The first is the one to take. */
  readonly ways: readonly { readonly href: string; readonly label: string; readonly isPrimary?: boolean }[];
}): VNode {
  return (
    <div class="card stack">
      <h1>{props.title}</h1>
      {props.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <Actions>
        {props.ways.map(({ href, label, isPrimary }) => (
          <ButtonLink
            key={href}
            href={href}
            label={label}
            {...(isPrimary === true ? { look: 'primary' as const } : {})}
          />
        ))}
      </Actions>
    </div>
  );
}
