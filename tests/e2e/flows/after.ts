import type { Page } from 'playwright-core';
import { link, seeHeading, yenOf } from './page.ts';
import { JA, type Labels } from './words.ts';

const menu = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

/** The balance of the first account on the top page. */
export async function readBalance(page: Page, words: Labels = JA): Promise<bigint> {
  await menu(page, words.topMenu);
  return yenOf(await page.locator('.account-balance .amount').first().innerText());
}

/** The lines of 入出金明細 of the first account, as text, newest first. */
export async function readStatement(page: Page, words: Labels = JA): Promise<readonly string[]> {
  await menu(page, words.statement);
  await seeHeading(page, words.statementTitle);
  return page.locator('table tbody tr').allInnerTexts();
}

/** The lines of 取引履歴, as text, newest first. */
export async function readHistory(page: Page, words: Labels = JA): Promise<readonly string[]> {
  await menu(page, words.history);
  await seeHeading(page, words.history);
  return page.locator('table tbody tr').allInnerTexts();
}

/** Opens a receipt again from 取引履歴. */
export async function openReceipt(page: Page, receiptNumber: string, words: Labels = JA): Promise<void> {
  await menu(page, words.history);
  await link(page, receiptNumber).click();
  await seeHeading(page, words.accepted);
}
