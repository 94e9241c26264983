import type { VNode } from 'preact';
import { yenText } from './format.ts';
import type { Language, Spoken } from './language.ts';
import { thousandthsOf, ticksOf } from './scale.ts';

const SIDE = 1_000;

const briefForms: Spoken<Intl.NumberFormat> = {
  ja: new Intl.NumberFormat('ja-JP', { notation: 'compact', maximumFractionDigits: 2 }),
  en: new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 2 }),
};

export interface ChartPoint {
  /** Under the chart, where there is room for it. */
  readonly label: string;
  readonly yen: bigint;
}

/**
 * A balance over time, drawn on the server: the line alone is SVG and stretches with the page; what is to be read stands
 * beside it as text, so that it keeps its size on any screen. The amounts stand in a table of the page's own, which is
 * named in `label` or follows the chart.
 */
export function LineChart(props: {
  readonly language: Language;
  /** What the line shows, for those who do not see it. */
  readonly label: string;
  /** One at least, evenly apart, oldest first. */
  readonly points: readonly ChartPoint[];
}): VNode {
  const { points, language } = props;
  const ticks = ticksOf(points.map(({ yen }) => yen));
  const [bottom = 0n, top = 0n] = [ticks[0], ticks.at(-1)];
  const yOf = (yen: bigint): number => SIDE - thousandthsOf(yen, bottom, top);
  const xOf = (place: number): number =>
    points.length < 2 ? SIDE / 2 : Math.round((place * SIDE) / (points.length - 1));
  const line = points.map(({ yen }, place) => `${place === 0 ? 'M' : 'L'}${xOf(place)} ${yOf(yen)}`).join('');
  const middle = points.length > 2 ? [points[Math.floor(points.length / 2)]] : [];
  const named = [points[0], ...middle, ...(points.length > 1 ? [points.at(-1)] : [])];
  return (
    <div class="chart">
      <ol class="chart-scale" aria-hidden="true">
        {[...ticks].reverse().map((tick) => (
          <li key={tick.toString()}>{briefForms[language].format(tick)}</li>
        ))}
      </ol>
      <svg
        class="chart-plot"
        viewBox={`0 0 ${SIDE} ${SIDE}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={props.label}
        focusable="false"
      >
        <path class="chart-grid" d={ticks.map((tick) => `M0 ${yOf(tick)}H${SIDE}`).join('')} />
        {/* A lone day is a dot: a line of no length with round ends. */}
        <path
          class={points.length < 2 ? 'chart-line chart-dot' : 'chart-line'}
          d={points.length < 2 ? `${line}h0` : line}
        />
      </svg>
      <ol class="chart-axis" aria-hidden="true">
        {named.map((point) => (
          <li key={point?.label}>{point?.label}</li>
        ))}
      </ol>
    </div>
  );
}

interface BarPart {
  readonly yen: bigint;
  /** Which colour of the series, from 1. */
  readonly series: number;
}

/** Colours of a series; more would not be told apart. */
export const SERIES_MAX = 8;

/** A bar beside the amount that it stands for; parts lie one behind another. Nothing for those who do not see it. */
export function Bar(props: {
  readonly parts: readonly BarPart[];
  /** The amount of a whole bar. */
  readonly whole: bigint;
}): VNode {
  let from = 0n;
  return (
    <svg
      class="bar"
      viewBox={`0 0 ${SIDE} 10`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {props.parts.map(({ yen, series }) => {
        const x = thousandthsOf(from, 0n, props.whole);
        from += yen;
        const width = thousandthsOf(from, 0n, props.whole) - x;
        return <rect key={series} class={`series-${series}`} x={x} y={0} width={width} height={10} />;
      })}
    </svg>
  );
}

/** What the colours of bars stand for. */
export function Legend(props: {
  readonly label: string;
  readonly names: readonly { readonly name: string; readonly series: number }[];
}): VNode {
  return (
    <ul class="legend" aria-label={props.label}>
      {props.names.map(({ name, series }) => (
        <li key={series}>
          <svg
            class="legend-mark"
            viewBox="0 0 10 10"
            width="12"
            height="12"
            aria-hidden="true"
            focusable="false"
          >
            <rect class={`series-${series}`} width={10} height={10} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** For an `aria-label`: from which amount to which, the lowest and the highest between. */
export function rangeTextOf(points: readonly ChartPoint[]): {
  readonly first: string;
  readonly last: string;
  readonly least: string;
  readonly most: string;
} {
  const amounts = points.map(({ yen }) => yen);
  const [first = 0n] = amounts;
  return {
    first: yenText(first),
    last: yenText(amounts.at(-1) ?? 0n),
    least: yenText(amounts.reduce((least, amount) => (amount < least ? amount : least), first)),
    most: yenText(amounts.reduce((most, amount) => (amount > most ? amount : most), first)),
  };
}
