import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/**
 * Draws the PNG icons from `icon.svg`, with a Chromium given by path: `node draw-icons.mjs /usr/bin/chromium`.
 * Run by hand after a change of the drawing; the PNGs are kept beside it.
 */
const ICONS = [
  { name: 'icon-192.png', size: 192, isFull: false },
  { name: 'icon-512.png', size: 512, isFull: false },
  { name: 'maskable-512.png', size: 512, isFull: true },
  { name: 'apple-touch-icon.png', size: 180, isFull: true },
];

const here = (name) => fileURLToPath(new URL(`icons/${name}`, import.meta.url));
const drawing = await readFile(here('icon.svg'), 'utf8');
// A mask may cut a fifth away on every side, and a phone rounds the corners itself.
const full = drawing
  .replace('viewBox="0 0 48 48"', 'viewBox="-4 -4 56 56"')
  .replace('<rect width="48" height="48" rx="10.500"', '<rect x="-4" y="-4" width="56" height="56"');

const browser = await chromium.launch({
  executablePath: process.argv[2],
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage();
  for (const { name, size, isFull } of ICONS) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<style>svg{display:block}</style><body style="margin:0">${isFull ? full : drawing}</body>`,
    );
    await writeFile(here(name), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
