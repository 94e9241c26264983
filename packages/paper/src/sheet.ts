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
  return {
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
        .stroke(look.isDashed ? PALE : INK);
      pdf.undash();
    },
    nextPage: () => {
      pdf.addPage({ size: 'A4', margin: 0 });
    },
  };
}

/**
 * The bytes of a PDF in Japanese, its letters embedded. Nothing is kept of what was drawn: no file, no cache.
 *
 * @param title what a reader shows in its title bar, and every log of it may: never a name, never a password
 */
export async function pdfOf(
  title: string,
  author: string,
  draw: (sheet: Sheet) => void,
): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: 'ja-JP',
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
  draw(sheetOn(pdf));
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}
