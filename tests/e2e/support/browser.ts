import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function findProgram(): string {
  const program = process.env['WARIFU_CHROMIUM'] ?? PLACES.find((place) => existsSync(place));
  if (program === undefined) throw new Error('no Chromium is there: set WARIFU_CHROMIUM to the program');
  return program;
}

/** A Chromium of the test's own. `*.localhost` is loopback for it by itself. */
export function openBrowser(): Promise<Browser> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: findProgram(), args: [...FLAGS, ...asRoot] });
}

/** The screens that the pages are made for. */
export const SCREENS = {
  /** A phone of the old kind: 240×320, and nothing to touch. */
  small: { width: 240, height: 320 },
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 900 },
} as const;

/** A phone of today. */
export const PHONE = {
  viewport: SCREENS.phone,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36',
} as const;

const STEP_MS_MAX = 40_000;

/** A browser profile of its own: cookies, keys and all. */
export async function openProfile(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const profile = await browser.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    viewport: SCREENS.desk,
    // The app's ring drawn sixty times a second costs a small machine more than all the rest.
    reducedMotion: 'reduce',
    ...options,
  });
  profile.setDefaultTimeout(STEP_MS_MAX);
  return profile;
}
