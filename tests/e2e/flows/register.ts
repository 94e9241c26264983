import type { Page } from 'playwright-core';
import type { TokenDevice } from '../support/token-device.ts';
import { type Customer, fillCredentials } from './login.ts';
import { button, field, link, seeHeading } from './page.ts';
import { JA, type Labels } from './words.ts';

/** ワンタイムパスワード利用登録, from the link of the login page to its two fields. */
export async function startRegistration(
  page: Page,
  bank: string,
  customer: Customer,
  words: Labels = JA,
): Promise<void> {
  await page.goto(`${bank}/login`);
  await link(page, words.registerLink).click();
  await fillCredentials(page, customer, words);
  await button(page, words.next).click();
  await field(page, words.tokenId).waitFor();
}

export async function giveToken(
  page: Page,
  tokenId: string,
  code: string,
  words: Labels = JA,
): Promise<void> {
  await field(page, words.tokenId).fill(tokenId);
  await field(page, words.code).fill(code);
  await button(page, words.register).click();
}

/** The whole of 利用登録, step by step as in the manual. Ends on the login page. */
export async function registerToken(
  page: Page,
  bank: string,
  customer: Customer,
  device: Pick<TokenDevice, 'tokenId' | 'readCode'>,
  words: Labels = JA,
): Promise<void> {
  await startRegistration(page, bank, customer, words);
  await giveToken(page, device.tokenId, await device.readCode(), words);
  await seeHeading(page, words.registered);
  await link(page, words.backToLogin).click();
  await field(page, words.contractNumber).waitFor();
}
