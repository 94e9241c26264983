import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { readPng, writeSmallPng } from './png.ts';

/** Pictures are drawn anew only where they are asked for: `WARIFU_PICTURES=1`. */
const isWanted = process.env['WARIFU_PICTURES'] === '1';

/** Writes what the browser shows to `docs/<path>`, cut to `height` where the page is longer. */
export async function takePicture(
  page: Page,
  path: string,
  options: { readonly height?: number; readonly isWhole?: boolean } = {},
): Promise<void> {
  if (!isWanted) return;
  const file = fileURLToPath(new URL(`../../../docs/${path}`, import.meta.url));
  await mkdir(dirname(file), { recursive: true });
  const { width, height } = page.viewportSize() ?? { width: 1280, height: 900 };
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: file,
    animations: 'disabled',
    caret: 'hide',
    ...(options.isWhole === true
      ? { fullPage: true }
      : { fullPage: true, clip: { x: 0, y: 0, width, height: options.height ?? height } }),
  });
}

/** Where the guide's pictures lie, `<language>/<name>.png`. */
export const PICTURES_FOLDER = fileURLToPath(
  new URL('../../../apps/internet-banking/pictures', import.meta.url),
);

/**
 * Takes a picture of the guide: of this part of the page, two dots to one of the page's. It is taken in every run, so
 * that a page which has gone is missed, and written where pictures are asked for.
 */
export async function takeGuidePicture(part: Locator, language: string, name: string): Promise<void> {
  const png = await part.screenshot({ animations: 'disabled', caret: 'hide', scale: 'device' });
  const file = join(PICTURES_FOLDER, language, `${name}.png`);
  if (!isWanted) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, writeSmallPng(readPng(png)));
}
