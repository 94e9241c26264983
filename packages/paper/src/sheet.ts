import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

type Pdf = InstanceType<typeof PDFDocument>;

const POINTS_PER_MM = 72 / 25.4;
/** Millimetres as points, which is what a PDF counts in. */
const mm = (millimetres: number): number => millimetres * POINTS_PER_MM;

export const A4 = { width: 210, height: 297 } as const;

const INK = '#1a1a1c';
const PALE = '#b3b3b8';

const fontFile = (name: string): string =>
  createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-jp/${name}.ttf`);

export interface TextLook {
  readonly size?: number;
  readonly isBold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
  readonly spacing?: number;
  readonly lineGap?: number;
  readonly isPale?: boolean;
}

/** A sheet of A4 that is drawn on in millimetres from its upper left corner. */
export interface Sheet {
  /** Writes inside a width, over as many lines as it takes, and tells the height of them. */
  readonly text: (text: string, at: readonly [number, number], width: number, look?: TextLook) => number;
  /** The same on one line: the letters become smaller, down to 6 points, until the text fits; then it is cut. */
  readonly fitted: (text: string, at: readonly [number, number], width: number, look?: TextLook) => void;
  /** The same, for the many cells of a table: each measured once. What does not fit at 6 points stands on two lines. */
  readonly cell: (text: string, at: readonly [number, number], width: number, look?: TextLook) => void;
  /** Fills the shape of an SVG path, drawn in a square of so many units. */
  readonly shape: (
    path: string,
    at: readonly [number, number],
    square: { readonly units: number; readonly side: number },
    colour: string,
  ) => void;
  readonly box: (at: readonly [number, number], size: readonly [number, number], look?: BoxLook) => void;
  readonly line: (from: readonly [number, number], to: readonly [number, number], look?: LineLook) => void;
  readonly nextPage: () => void;
}

export interface BoxLook {
  readonly isFilled?: boolean;
  readonly radius?: number;
  readonly isThick?: boolean;
}

export interface LineLook {
  readonly isDashed?: boolean;
  readonly isThick?: boolean;
  readonly isPale?: boolean;
}

const SIZE = 10;
const SIZE_MIN = 6;
const SIZE_STEP = 0.5;

function sheetOn(pdf: Pdf): Sheet {
  const set = ({ size = SIZE, isBold = false, isPale = false }: TextLook) =>
    pdf
      .font(isBold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor(isPale ? PALE : INK);
  const optionsOf = (look: TextLook, width: number) => ({
    width: mm(width),
    align: look.align ?? 'left',
    characterSpacing: look.spacing ?? 0,
    lineGap: look.lineGap ?? 2,
  });
  const sheet: Sheet = {
    text: (text, [x, y], width, look = {}) => {
      const options = optionsOf(look, width);
      set(look).text(text, mm(x), mm(y), options);
      return pdf.heightOfString(text, options) / POINTS_PER_MM;
    },
    fitted: (text, [x, y], width, look = {}) => {
      let size = look.size ?? SIZE;
      const spacing = look.spacing ?? 0;
      const widthAt = () => set({ ...look, size }).widthOfString(text, { characterSpacing: spacing });
      while (size > SIZE_MIN && widthAt() > mm(width)) size -= SIZE_STEP;
      const options = { ...optionsOf(look, width), height: mm(size), lineBreak: false, ellipsis: true };
      set({ ...look, size }).text(text, mm(x), mm(y), options);
    },
    cell: (text, [x, y], width, look = {}) => {
      const wanted = look.size ?? SIZE;
      const full = set(look).widthOfString(text);
      const size = Math.max(SIZE_MIN, Math.min(wanted, (wanted * mm(width)) / full));
      const wide = (full * size) / wanted;
      if (wide > mm(width)) {
        const half = Math.ceil(text.length / 2);
        [text.slice(0, half), text.slice(half)].forEach((line, place) => {
          sheet.fitted(line, [x, y - 1.1 + place * 2.4], width, { ...look, size });
        });
        return;
      }
      const left = look.align === 'right' ? mm(x + width) - wide : mm(x);
      // Smaller letters stand on the line of the others.
      set({ ...look, size }).text(text, left, mm(y) + (wanted - size), { lineBreak: false });
    },
    shape: (path, [x, y], { units, side }, colour) => {
      pdf.save();
      pdf
        .translate(mm(x), mm(y))
        .scale(mm(side) / units)
        .path(path)
        .fill(colour);
      pdf.restore();
    },
    box: ([x, y], [width, height], look = {}) => {
      pdf.roundedRect(mm(x), mm(y), mm(width), mm(height), mm(look.radius ?? 0));
      pdf.lineWidth(look.isThick ? 1.2 : 0.5).undash();
      if (look.isFilled) pdf.fillAndStroke('#f1f1f4', INK);
      else pdf.stroke(INK);
    },
    line: (from, to, look = {}) => {
      pdf.lineWidth(look.isThick ? 1.2 : 0.5);
      if (look.isDashed) pdf.dash(3, { space: 3 });
      else pdf.undash();
      pdf
        .moveTo(mm(from[0]), mm(from[1]))
        .lineTo(mm(to[0]), mm(to[1]))
        .stroke(look.isDashed || look.isPale ? PALE : INK);
      pdf.undash();
    },
    nextPage: () => {
      pdf.addPage({ size: 'A4', margin: 0 });
    },
  };
  return sheet;
}

/** The two halves of the bank's mark, in a square of 48 units, with the colours of its pages. 割符. */
const MARK = {
  units: 48,
  halves: [
    ['M10 4h13l-4 8 5 6-6 6 6 6-5 6 4 8H10a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5Z', '#006577'],
    ['M27 4h11a5 5 0 0 1 5 5v30a5 5 0 0 1-5 5H27l-4-8 5-6-6-6 6-6-5-6Z', '#a33500'],
  ],
} as const;

export function drawMark(sheet: Sheet, at: readonly [number, number], side: number): void {
  for (const [path, colour] of MARK.halves) sheet.shape(path, at, { units: MARK.units, side }, colour);
}

/**
 * The bytes of a PDF, its letters embedded, Japanese ones among them. Nothing is kept of what was drawn: no file, no cache.
 *
 * @param title what a reader shows in its title bar, and every log of it may: never a name, never a password
 */
export async function pdfOf(
  title: string,
  author: string,
  draw: (sheet: Sheet) => void | Promise<void>,
  language: 'ja' | 'en' = 'ja',
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: language === 'ja' ? 'ja-JP' : 'en',
    displayTitle: true,
    info: { Title: title, Author: author },
  });
  const chunks: Uint8Array[] = [];
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    pdf.once('end', resolve);
    pdf.once('error', reject);
  });
  pdf.registerFont('regular', fontFile('400Regular/NotoSansJP_400Regular'));
  pdf.registerFont('bold', fontFile('700Bold/NotoSansJP_700Bold'));
  await draw(sheetOn(pdf));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
