export interface Bar {
  readonly label: string;
  readonly value: number;
}

const WIDTH = 720;
const ROW = 34;
const TOP = 56;
const LABELS = 240;
const VALUES = 90;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** Lying bars as an SVG that can be read on light and on dark ground, by itself or in a page. */
export function barChart(title: string, unit: string, bars: readonly Bar[]): string {
  const max = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const height = TOP + bars.length * ROW + 12;
  const room = WIDTH - LABELS - VALUES;
  const rows = bars.map(({ label, value }, index) => {
    const y = TOP + index * ROW;
    const length = Math.max(1, Math.round((value / max) * room));
    return [
      `  <text class="word" x="${LABELS - 10}" y="${y + 18}" text-anchor="end">${escaped(label)}</text>`,
      `  <rect class="bar" x="${LABELS}" y="${y + 2}" width="${length}" height="${ROW - 10}" rx="3"/>`,
      `  <text class="word" x="${LABELS + length + 8}" y="${y + 18}">${number(value)}</text>`,
    ].join('\n');
  });
  const told = bars.map(({ label, value }) => `${label}: ${number(value)}`).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title told">
  <title id="title">${escaped(title)}</title>
  <desc id="told">${escaped(`${unit}. ${told}`)}</desc>
  <style>
    .ground { fill: #ffffff; } .word { fill: #1a1a1c; font: 14px system-ui, sans-serif; }
    .title { font-weight: 600; font-size: 16px; } .bar { fill: #0055ad; }
    @media (prefers-color-scheme: dark) { .ground { fill: #16181d; } .word { fill: #f2f2f2; } .bar { fill: #7db8ff; } }
  </style>
  <rect class="ground" width="${WIDTH}" height="${height}" rx="6"/>
  <text class="word title" x="16" y="26">${escaped(title)}</text>
  <text class="word" x="16" y="46">${escaped(unit)}</text>
${rows.join('\n')}
</svg>
`;
}
