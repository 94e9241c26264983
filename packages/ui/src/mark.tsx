import type { VNode } from 'preact';

/** Our mark: a wooden tally cut in two, each half proving the other. 割符. */
export function Mark(): VNode {
  return (
    <svg class="mark" viewBox="0 0 48 48" width="40" height="40" aria-hidden="true" focusable="false">
      <path class="mark-left" d="M10 4h13l-4 8 5 6-6 6 6 6-5 6 4 8H10a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5Z" />
      <path class="mark-right" d="M27 4h11a5 5 0 0 1 5 5v30a5 5 0 0 1-5 5H27l-4-8 5-6-6-6 6-6-5-6Z" />
      <path class="mark-grain" d="M10.5 13h5M10.5 35h4.5M33 13h5M34 35h4" />
    </svg>
  );
}

export type IconName = 'warning' | 'information' | 'success' | 'shield' | 'arrow' | 'print' | 'download';

const ICON_PATHS: Readonly<Record<IconName, string>> = {
  warning: 'M12 3 1.5 21h21L12 3Zm-1 7h2v6h-2v-6Zm0 7.5h2v2h-2v-2Z',
  information: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1 5h2v2h-2V7Zm0 4h2v6h-2v-6Z',
  success: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-1.4 14.5L6 11.9l1.5-1.5 3.1 3.1 6-6L18 9l-7.4 7.5Z',
  shield:
    'M12 2 4 5v6c0 5 3.4 9.7 8 11 4.6-1.3 8-6 8-11V5l-8-3Zm-1.2 14L7 12.2l1.4-1.4 2.4 2.4 4.8-4.8L17 9.8 10.8 16Z',
  arrow: 'm9 5 7 7-7 7-1.5-1.5L13 12 7.5 6.5 9 5Z',
  print: 'M7 3h10v4H7V3ZM5 8h14a2 2 0 0 1 2 2v6h-4v5H7v-5H3v-6c0-1.1.9-2 2-2Zm4 6v5h6v-5H9Z',
  download: 'M11 3h2v9l3.5-3.5L18 10l-6 6-6-6 1.5-1.5L11 12V3ZM4 18h16v2H4v-2Z',
};

/** A small drawing beside words; it never stands for them. */
export function Icon(props: { readonly name: IconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path d={ICON_PATHS[props.name]} />
    </svg>
  );
}
