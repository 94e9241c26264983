import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian's Chromium, the shell without a window first. */
const PLACES = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** It stays silent on the network. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['WARIFU_CHROMIUM'] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('no Chromium is there: set WARIFU_CHROMIUM to the program');
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A browser profile of its own, and everything in it that went wrong. */
export interface Visitor {
  readonly page: Page;
  /** Errors of scripts, of the console, and of the content security policy. */
  readonly faults: readonly string[];
  /** Origins that the page spoke to. */
  readonly origins: ReadonlySet<string>;
  close(): Promise<void>;
}

/** @param script runs in every page before anything else, to make the browser another one */
export async function newVisitor(
  browser: Browser,
  options: BrowserContextOptions = {},
  script?: string,
): Promise<Visitor> {
  // Who does not mind motion has a ring that is drawn sixty times a second, and a small machine draws nothing else then.
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  if (script !== undefined) await context.addInitScript({ content: script });
  const faults: string[] = [];
  const origins = new Set<string>();
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    // A network that is away is what several tests are about; the browser reports each such answer.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  context.on('request', (request) => origins.add(new URL(request.url()).origin));
  return { page, faults, origins, close: () => context.close() };
}

/** The code on the screen, without its gap. */
export async function shownCode(page: Page): Promise<string> {
  await page.locator('.digits[data-shown="true"]').waitFor();
  return (await page.locator('#otp').textContent()) ?? '';
}

export async function shownTokenId(page: Page): Promise<string> {
  return (await page.locator('#token-id').textContent()) ?? '';
}
