import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

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
