/** Our sign: a tally cut in two, and a seal that only the right halves make whole. 割符. */
export function Mark() {
  return (
    <svg class="mark" viewBox="6 4 36 40" aria-hidden="true" focusable="false">
      <defs>
        <clipPath id="mark-left">
          <path d="M0 0h25.500L22 15l5 9-5 9 3.500 15H0z" />
        </clipPath>
        <clipPath id="mark-right">
          <path d="M48 0H25.500L22 15l5 9-5 9 3.500 15H48z" />
        </clipPath>
      </defs>
      <Half side="left" shift="translate(-1.300 -1.100)" />
      <Half side="right" shift="translate(1.300 1.100)" />
    </svg>
  );
}

function Half({ side, shift }: { readonly side: 'left' | 'right'; readonly shift: string }) {
  return (
    <g clip-path={`url(#mark-${side})`} transform={shift}>
      <rect class="mark-plate" x="10" y="7" width="28" height="34" rx="3.500" />
      <circle class="mark-seal" cx="24.500" cy="24" r="9" />
      <circle class="mark-ring" cx="24.500" cy="24" r="6.200" />
    </g>
  );
}
