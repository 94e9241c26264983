import type { Page } from 'playwright-core';
import { type Customer, fillCredentials } from './login.ts';
import { button, field, link, seeHeading } from './page.ts';
import { JA } from './words.ts';

const NEXT_CODE = '次に表示されたワンタイムパスワード';

/** 機種変更, from the registration link of the login page to the field for the old device's code. */
export async function startDeviceChange(page: Page, bank: string, customer: Customer): Promise<void> {
  await page.goto(`${bank}/login`);
  await link(page, JA.registerLink).click();
  await fillCredentials(page, customer);
  await button(page, JA.next).click();
  await seeHeading(page, 'ワンタイムパスワード入力');
  await page.getByText('すでに利用登録されています。').waitFor();
}

export async function giveOldCode(page: Page, code: string): Promise<void> {
  await field(page, JA.code).fill(code);
  await button(page, JA.next).click();
}

/** 利用停止, from its link of the login page to the field for the code. */
export async function startStop(page: Page, bank: string, customer: Customer): Promise<void> {
  await page.goto(`${bank}/login`);
  await link(page, JA.stopLink).click();
  await fillCredentials(page, customer);
  await button(page, JA.next).click();
  await button(page, '停止').waitFor();
}

export async function giveStopCode(page: Page, code: string): Promise<void> {
  await field(page, JA.code).fill(code);
  await button(page, '停止').click();
}

/** 時刻補正: waits until the next code is asked for, and gives it with the button of the step. */
export async function giveNextCode(page: Page, code: string, buttonName: string): Promise<void> {
  await page.getByText('時刻のずれを確認しています').waitFor();
  await page.getByText('3分以内に入力してください').waitFor();
  await field(page, NEXT_CODE).fill(code);
  await button(page, buttonName).click();
}
