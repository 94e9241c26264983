import type { Page } from 'playwright-core';
import { button, field, seeHeading } from './page.ts';
import { JA, type Labels } from './words.ts';

/** A bill as it is printed. */
export interface PrintedBill {
  readonly billerNumber: string;
  readonly paymentNumber: string;
  readonly confirmationNumber: string;
  readonly paymentCategory?: string;
}

/** A bill of 架空電力 over so many yen; the last two digits tell how it behaves. */
export const powerBill = (yen: number, ending = '01'): PrintedBill => ({
  billerNumber: '90101',
  paymentNumber: `97531${String(yen).padStart(6, '0')}${ending}`,
  confirmationNumber: '9753',
});

/** A bill of デモ国税, with a category. */
export const taxBill = (yen: number): PrintedBill => ({
  billerNumber: '00200',
  paymentNumber: `97531864${String(yen).padStart(6, '0')}01`,
  confirmationNumber: '975318',
  paymentCategory: '1000000001',
});

export interface PayEasyLabels {
  readonly menu: string;
  readonly billerNumber: string;
  readonly paymentNumber: string;
  readonly customerNumber: string;
  readonly confirmationNumber: string;
  readonly paymentCategory: string;
  readonly bill: string;
  readonly confirm: string;
  readonly paid: string;
  readonly confirming: string;
  readonly notTaken: string;
  readonly history: string;
}

export const BILL_JA: PayEasyLabels = {
  menu: '税金・料金',
  billerNumber: '収納機関番号',
  paymentNumber: '納付番号',
  customerNumber: 'お客様番号',
  confirmationNumber: '確認番号',
  paymentCategory: '納付区分',
  bill: '払込内容を確かめてください',
  confirm: '払込内容の最終確認',
  paid: '払込みが完了しました',
  confirming: '払込みの結果を確認しています',
  notTaken: '払込みはできませんでした',
  history: '払込みの履歴',
};

export const BILL_EN: PayEasyLabels = {
  menu: 'Bills',
  billerNumber: 'Biller number (収納機関番号)',
  paymentNumber: 'Payment number',
  customerNumber: 'Customer number',
  confirmationNumber: 'Confirmation number',
  paymentCategory: 'Payment category',
  bill: 'Check the bill',
  confirm: 'Check your payment',
  paid: 'Your bill is paid',
  confirming: 'We are confirming your payment',
  notTaken: 'Your bill could not be paid',
  history: 'Payments of bills',
};

/** From the menu to the page that asks for the numbers of a bill. */
export async function giveBiller(
  page: Page,
  billerNumber: string,
  words = BILL_JA,
  common: Labels = JA,
): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: words.menu, exact: true }).click();
  await field(page, words.billerNumber).fill(billerNumber);
  await button(page, common.next).click();
}

/** The numbers, as they are printed. */
export async function giveNumbers(
  page: Page,
  bill: PrintedBill,
  words = BILL_JA,
  common: Labels = JA,
): Promise<void> {
  const label = bill.billerNumber.startsWith('9') ? words.customerNumber : words.paymentNumber;
  await field(page, label).fill(bill.paymentNumber);
  await field(page, words.confirmationNumber).fill(bill.confirmationNumber);
  if (bill.paymentCategory !== undefined) await field(page, words.paymentCategory).fill(bill.paymentCategory);
  await button(page, common.next).click();
}

/** From the menu to the confirm page, from the first account. */
export async function walkToBill(
  page: Page,
  bill: PrintedBill,
  words = BILL_JA,
  common: Labels = JA,
): Promise<void> {
  await giveBiller(page, bill.billerNumber, words, common);
  await giveNumbers(page, bill, words, common);
  await seeHeading(page, words.bill);
  await button(page, common.next).click();
  await seeHeading(page, words.confirm);
}

/** The lines of the history of payments, as text, newest first. */
export async function readBillHistory(page: Page, words = BILL_JA): Promise<readonly string[]> {
  const { origin } = new URL(page.url());
  await page.goto(`${origin}/pay-easy/history`);
  await seeHeading(page, words.history);
  return page.locator('table tbody tr').allInnerTexts();
}
