import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { openProfile } from './browser.ts';
import { hurry, prepareToHurry } from './hurry.ts';

/** The customer's device with the real token app: its own origin, its own keys. */
export interface TokenDevice {
  readonly page: Page;
  /** As the app shows it, without spaces. */
  readonly tokenId: string;
  /** The code on the app's screen, once one is there that was not read before. */
  readonly readCode: () => Promise<string>;
  /** The code that was read last: by now it may have gone from the screen. */
  readonly lastCode: () => string;
  /** The code on the screen now, read before or not. */
  readonly peekCode: () => Promise<string>;
  readonly close: () => Promise<void>;
}

const STEP_MS = 30_000;
const SLACK_MS = 15_000;

/** トークンを発行する. Opens the app and makes a token, as a person would. */
export const openTokenDevice = async (
  browser: Browser,
  tokenApp: string,
  options: BrowserContextOptions = {},
): Promise<TokenDevice> => openTokenIn(await openProfile(browser, options), tokenApp);

/** The same on a device that is there already. */
export async function openTokenIn(profile: BrowserContext, tokenApp: string): Promise<TokenDevice> {
  const page = await profile.newPage();
  await prepareToHurry(page);
  await page.goto(tokenApp);
  await page.getByRole('button', { name: 'トークンを発行する' }).click();
  const idPanel = page.getByRole('region', { name: 'トークンID(クレデンシャルID)' });
  const tokenId = (await idPanel.locator('#token-id').innerText()).replace(/\s/g, '');

  const otpPanel = page.getByRole('region', { name: 'ワンタイムパスワード', exact: true });
  const shown = otpPanel.locator('[data-shown=true] #otp');
  const peekCode = async () => (await shown.innerText()).replace(/\s/g, '');
  let last = '';
  const readCode = async () => {
    if (last !== '' && (await peekCode()) === last) await hurry(page, tokenApp, tokenId);
    // The app itself is the clock: what is waited for is the change on its screen.
    const fresh = last === '' ? shown : shown.filter({ hasNotText: last });
    await fresh.waitFor({ timeout: STEP_MS + SLACK_MS });
    last = await peekCode();
    return last;
  };
  return { page, tokenId, readCode, lastCode: () => last, peekCode, close: () => profile.close() };
}
