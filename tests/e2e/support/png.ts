import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture as its dots: red, green, blue and opacity, a byte each, row by row. */
export interface Dots {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

/** The dots of a PNG as Chromium writes it: eight bits a channel, not interlaced. @see PNG (third edition), 5 and 9 */
export function readPng(png: Buffer): Dots {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = unfilter(inflateSync(Buffer.concat(parts)), width * channels, channels);
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let dot = 0; dot < width * height; dot += 1) {
    rgba.set(raw.subarray(dot * channels, (dot + 1) * channels), dot * 4);
  }
  return { width, height, rgba };
}

/** Undoes what each row was filtered with. `step`: bytes from a dot to the same channel of the next. */
function unfilter(filtered: Buffer, rowBytes: number, step: number): Uint8Array {
  const rows = filtered.length / (rowBytes + 1);
  const raw = new Uint8Array(rows * rowBytes);
  for (let row = 0; row < rows; row += 1) {
    const filter = filtered[row * (rowBytes + 1)] ?? 0;
    for (let column = 0; column < rowBytes; column += 1) {
      const at = row * rowBytes + column;
      const left = column >= step ? (raw[at - step] ?? 0) : 0;
      const up = row > 0 ? (raw[at - rowBytes] ?? 0) : 0;
      const corner = column >= step && row > 0 ? (raw[at - rowBytes - step] ?? 0) : 0;
      raw[at] = (filtered[row * (rowBytes + 1) + 1 + column] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return raw;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return Math.floor((left + up) / 2);
  return filter === 4 ? paeth(left, up, corner) : 0;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(guess - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

const COLOURS_MAX = 256;
/** A colour as one number. */
const colourOf = (rgba: Uint8ClampedArray, at: number): number =>
  ((rgba[at] ?? 0) << 16) | ((rgba[at + 1] ?? 0) << 8) | (rgba[at + 2] ?? 0);
const channelsOf = (colour: number): readonly number[] => [colour >> 16, (colour >> 8) & 255, colour & 255];
/** Colours that differ in their last three bits are one: nobody sees it on a page of words. */
const shadeOf = (colour: number): number => colour & 0xf8f8f8;

const distance = (one: number, other: number): number => {
  const [a, b] = [channelsOf(one), channelsOf(other)];
  return Math.hypot(...a.map((value, channel) => value - (b[channel] ?? 0)));
};

/** Of each shade the colour that occurs most, of these the ones that occur most; and for every shade its place. */
function paletteOf({ rgba }: Dots) {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = colourOf(rgba, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const shades = new Map<number, number>();
  for (const [colour] of [...counts].sort(([, one], [, other]) => other - one)) {
    if (!shades.has(shadeOf(colour))) shades.set(shadeOf(colour), colour);
  }
  const palette = [...shades.values()].slice(0, COLOURS_MAX);
  const places = new Map<number, number>();
  for (const [shade, colour] of shades) {
    const distances = palette.map((other) => distance(colour, other));
    places.set(shade, distances.indexOf(Math.min(...distances)));
  }
  return { palette, places };
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A PNG of at most 256 colours: of a page it is a third of what a browser writes. */
export function writeSmallPng(dots: Dots): Buffer {
  const { width, height, rgba } = dots;
  const { palette, places } = paletteOf(dots);
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const shade = shadeOf(colourOf(rgba, (row * width + column) * 4));
      rows[row * (width + 1) + 1 + column] = places.get(shade) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
