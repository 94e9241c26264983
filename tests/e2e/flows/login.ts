import type { Page } from 'playwright-core';
import { button, field, link, seeHeading } from './page.ts';
import { JA, type Labels } from './words.ts';

/** Somebody with a contract. The login password is the one of this moment. */
export interface Customer {
  readonly contractNumber: string;
  loginPassword: string;
  readonly confirmationPassword?: string;
}

/** 契約者ID(利用者番号) and ログインパスワード. */
export async function fillCredentials(page: Page, customer: Customer, words: Labels = JA): Promise<void> {
  await field(page, words.contractNumber).fill(customer.contractNumber);
  await field(page, words.loginPassword).fill(customer.loginPassword);
}

/** ログイン. At the first one the password is changed, as the bank asks. Ends on the top page. */
export async function logIn(page: Page, bank: string, customer: Customer, words: Labels = JA): Promise<void> {
  await page.goto(`${bank}/login`);
  await logInHere(page, customer, words);
}

/** The same on a login page that is open already. */
export async function logInHere(page: Page, customer: Customer, words: Labels = JA): Promise<void> {
  await fillCredentials(page, customer, words);
  await button(page, words.login).click();
  const newPassword = field(page, words.newPassword);
  await page.getByRole('main').and(page.locator(':not(:has(form[action="/login"]))')).waitFor();
  if (await newPassword.isVisible()) await changePassword(page, customer, words);
}

/** ログインパスワードの変更. */
async function changePassword(page: Page, customer: Customer, words: Labels): Promise<void> {
  const next = `warifu ${customer.contractNumber.split('').reverse().join('-')}`;
  await field(page, words.currentPassword).fill(customer.loginPassword);
  await field(page, words.newPassword).fill(next);
  await field(page, words.newPasswordAgain).fill(next);
  await button(page, words.change).click();
  await link(page, words.top).click();
  customer.loginPassword = next;
}

export async function logOut(page: Page, words: Labels = JA): Promise<void> {
  await button(page, words.logout).click();
  await seeHeading(page, words === JA ? 'ログアウトしました' : 'You are logged out');
}
