import type { VNode } from 'preact';
import qrcode from 'qrcode-generator';

/** What a reader needs of white around the code, in modules. @see ISO/IEC 18004, 5.3.8 */
const QUIET_MODULES = 4;

/** The dark modules as one path, a bar for each run of them in a row. */
function drawModules(text: string): { readonly size: number; readonly path: string } {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const bars: string[] = [];
  for (let row = 0; row < count; row += 1) {
    for (let from = 0; from < count; from += 1) {
      if (!code.isDark(row, from)) continue;
      let to = from;
      while (to < count && code.isDark(row, to)) to += 1;
      bars.push(`M${from + QUIET_MODULES} ${row + QUIET_MODULES}h${to - from}v1h${from - to}z`);
      from = to;
    }
  }
  return { size: count + 2 * QUIET_MODULES, path: bars.join('') };
}

/** A QR code drawn in the page itself: black on white whatever the colours of the page are. */
export function QrCode(props: { readonly text: string; readonly label: string }): VNode {
  const { size, path } = drawModules(props.text);
  return (
    <svg
      class="qr-code"
      viewBox={`0 0 ${size} ${size}`}
      width="200"
      height="200"
      role="img"
      aria-label={props.label}
      shape-rendering="crispEdges"
    >
      <path class="qr-ground" d={`M0 0h${size}v${size}H0z`} />
      <path class="qr-modules" d={path} />
    </svg>
  );
}
