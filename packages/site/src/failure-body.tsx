import { Actions, ButtonLink } from '@warifu/ui';
import type { VNode } from 'preact';

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
