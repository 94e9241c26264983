import type { ComponentChildren } from 'preact';

/** A boxed remark. `done` and `warning` are told to a screen reader as they appear, `info` is only read. */
export interface NoticeProps {
  readonly kind: 'info' | 'done' | 'warning';
  readonly title?: string;
  readonly children?: ComponentChildren;
}

const SIGN = { info: 'i', done: '✓', warning: '!' } as const;

export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'info' ? undefined : 'status'}>
      <span class="notice-sign" aria-hidden="true">
        {SIGN[kind]}
      </span>
      <div>
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
