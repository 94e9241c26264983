import type { Locator, Page } from 'playwright-core';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The input with this label, whether or not the label also says that it is required. */
export const field = (page: Page, label: string): Locator =>
  page.getByLabel(new RegExp(`^${escaped(label)}\\s*(?:必須|Required)?$`)).and(page.locator('input'));

export const button = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

export const link = (page: Page, name: string): Locator => page.getByRole('link', { name, exact: true });

/** Waits for the page with this heading; where it does not come, says which page is there instead. */
export async function seeHeading(page: Page, name: string | RegExp): Promise<void> {
  try {
    await page.getByRole('heading', { level: 1, name }).waitFor();
  } catch (error) {
    const shown = await page.getByRole('main').innerText();
    throw new Error(`not ${name} but ${page.url()}:\n${shown.slice(0, 800)}`, { cause: error });
  }
}

/** The value beside a name in a list of terms. */
export const termOf = (page: Page, name: string): Promise<string> =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt').getByText(name, { exact: true }) })
    .locator('dd')
    .innerText();

/** The digits of an amount as shown: `￥1,234` and `1,234円` are both 1234. */
export const yenOf = (text: string): bigint => {
  const digits = /[0-9][0-9,]*/.exec(text)?.[0];
  if (digits === undefined) throw new Error(`no amount in “${text}”`);
  return BigInt(digits.replaceAll(',', ''));
};
