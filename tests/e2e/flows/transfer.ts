import type { Page } from 'playwright-core';
import { button, field, link, seeHeading } from './page.ts';
import { JA, type Labels } from './words.ts';

/** To whom, and how much, as a customer types it. */
export interface Order {
  /** What is typed into the search, and the code of the one that is then chosen. */
  readonly bank: { readonly search: string; readonly code: string };
  readonly branch: { readonly search: string; readonly code: string };
  readonly accountNumber: string;
  readonly amount: string;
  /** Typed where the other bank does not tell it. 受取人名. */
  readonly payeeName?: string;
}

/** Takes part in モアタイム, so that a payment is sent at once on every day and at every hour. */
export const MIZUHO: Pick<Order, 'bank' | 'branch'> = {
  bank: { search: 'みずほ', code: '0001' },
  branch: { search: '東京', code: '001' },
};

/** The pages of 振込 up to, and without, a field of their own. */
export type StepName = 'account' | 'payee' | 'bank' | 'branch' | 'number' | 'amount' | 'name' | 'confirm';

/** Searches, and chooses what was found by its code. */
export async function pick(page: Page, label: string, choice: Order['bank'], words: Labels): Promise<void> {
  await field(page, label).fill(choice.search);
  await button(page, words.search).click();
  await page
    .getByRole('button', { name: new RegExp(` ${choice.code}$`) })
    .first()
    .click();
}

/** 振込 from the menu, step by step, until the page `until` is open and nothing on it is filled. */
export async function walkTo(page: Page, until: StepName, order: Order, words: Labels = JA): Promise<void> {
  const next = () => button(page, words.next).click();
  const steps: readonly (readonly [StepName, () => Promise<unknown>])[] = [
    ['account', () => page.getByRole('radio').first().check().then(next)],
    ['payee', () => link(page, words.newPayee).click()],
    ['bank', () => pick(page, words.bankSearch, order.bank, words)],
    ['branch', () => pick(page, words.branchSearch, order.branch, words)],
    ['number', () => fillNumber(page, order.accountNumber, words)],
    ['amount', () => fillAmount(page, order.amount, words)],
    ['name', () => giveName(page, order.payeeName, words)],
  ];
  await page.getByRole('navigation').getByRole('link', { name: words.transfer, exact: true }).click();
  for (const [step, take] of steps) {
    if (step === until) break;
    await take();
  }
  if (until === 'confirm') await seeHeading(page, words.confirmHeading);
}

export async function fillNumber(page: Page, accountNumber: string, words: Labels = JA): Promise<void> {
  await page.getByRole('radio', { name: words.ordinary }).check();
  await field(page, words.accountNumber).fill(accountNumber);
  await button(page, words.next).click();
}

export async function fillAmount(page: Page, amount: string, words: Labels = JA): Promise<void> {
  await field(page, words.amount).fill(amount);
  await button(page, words.next).click();
}

/** The name that the other bank told is only looked at; otherwise it is typed. */
async function giveName(page: Page, typed: string | undefined, words: Labels): Promise<void> {
  await seeHeading(page, words.nameHeading);
  if (typed !== undefined) await field(page, words.payeeName).fill(typed);
  await button(page, words.next).click();
}

/** ワンタイムパスワード and 実行. */
export async function execute(page: Page, code: string, words: Labels = JA): Promise<void> {
  await field(page, words.code).fill(code);
  await button(page, words.execute).click();
}

/** 確認用パスワード and 実行. */
export async function executeByPassword(page: Page, password: string, words: Labels = JA): Promise<void> {
  await field(page, words.confirmationPassword).fill(password);
  await button(page, words.execute).click();
}

/** The receipt on the page, once it is there. @returns 受付番号 */
export async function seeReceipt(page: Page, words: Labels = JA): Promise<string> {
  await seeHeading(page, words.accepted);
  return (await page.locator('.receipt-number').innerText()).trim();
}
