import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openProfile, PHONE } from '../support/browser.ts';
import type { DemoOperator } from '../support/product.ts';
import { openTokenDevice, type TokenDevice } from '../support/token-device.ts';
import { button, field, seeHeading } from './page.ts';

/** Someone behind the counter, with a browser and a token of their own. */
export interface Clerk {
  readonly operator: DemoOperator;
  readonly page: Page;
  readonly device: TokenDevice;
}

/** One of their own for each; without the number, which no password may hold. */
const passwordOf = ({ operatorNumber }: DemoOperator): string =>
  `madoguchi ${Array.from(operatorNumber, (digit) => 'aiueokstnh'.charAt(Number(digit))).join('')} no tana`;

async function give(page: Page, operator: DemoOperator, password: string, code: string): Promise<void> {
  await field(page, '担当者番号').fill(operator.operatorNumber);
  await field(page, 'パスワード').fill(password);
  await page.locator('#code').fill(code);
  await button(page, 'サインイン').click();
}

/** The first sign-in: a password of one's own, a token of one's own, and then with all three. Ends at the queue. */
export async function enrol(
  browser: Browser,
  places: { readonly branch: string; readonly tokenApp: string },
  operator: DemoOperator,
): Promise<Clerk> {
  const device = await openTokenDevice(browser, places.tokenApp, PHONE);
  const page = await (await openProfile(browser)).newPage();
  await page.goto(places.branch);
  await give(page, operator, operator.firstPassword, '');
  const password = passwordOf(operator);
  await field(page, '新しいパスワード').fill(password);
  await field(page, '新しいパスワード（確認）').fill(password);
  await button(page, '変更する').click();
  await field(page, 'トークンID').fill(device.tokenId);
  await page.locator('#code').fill(await device.readCode());
  await button(page, '登録する').click();
  await seeHeading(page, '利用開始の手続きが完了しました');
  await page.getByRole('link', { name: 'サインイン画面へ' }).click();
  await give(page, operator, password, await device.readCode());
  await seeHeading(page, '承認待ちの依頼');
  return { operator, page, device };
}

/** The contract's page, by its number. */
export async function openFile(page: Page, contractNumber: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '契約を探す' }).click();
  await page.locator('#text').fill(contractNumber);
  await button(page, '検索').click();
  await page.locator('table tbody a').first().click();
  await page.getByRole('heading', { level: 2, name: '手続き' }).waitFor();
}

let forms = 0;

/** The paper part of a form, then the confirm page, then the request. Answers the request's address. */
export async function request(page: Page): Promise<string> {
  forms += 1;
  await page.locator('#formNumber').fill(`Ｗ－${1000 + forms}`);
  await page.locator('#identityDocument').selectOption('drivers_licence');
  await page.locator('#reason').fill('窓口でのお申し出による。');
  await button(page, '確認画面へ').click();
  await button(page, 'この内容で依頼する').click();
  await page.getByText('依頼を受け付けました。').waitFor();
  return page.url().split('?', 1)[0] ?? '';
}

/** A procedure of a contract, from its page to the request. */
export async function requestFor(page: Page, contractNumber: string, procedure: string): Promise<string> {
  await openFile(page, contractNumber);
  await page.getByRole('main').getByRole('link', { name: procedure, exact: true }).click();
  return request(page);
}

/** The checker reads, and gives a code that was not used before. */
export async function approve(clerk: Clerk, address: string): Promise<void> {
  await clerk.page.goto(address);
  await clerk.page.locator('#code').fill(await clerk.device.readCode());
  await button(clerk.page, '承認').click();
}

export const seeDone = (page: Page): Promise<void> =>
  page.getByText('承認し、手続きが完了しました。').waitFor();

const run = promisify(execFile);

/** Prints the first passwords of a request that is done, and reads them from the paper. */
export async function printPasswords(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, '印刷用のPDFを作る（1回だけ）').click(),
  ]);
  return (await run('pdftotext', ['-layout', await download.path(), '-'])).stdout;
}

/** First passwords as they are printed: `hc3rk-9mwqe-t6pxa`. As many as the letter announces, in its order. */
export function passwordsIn(text: string): readonly string[] {
  const plain = text.normalize('NFKC');
  const found = [...plain.matchAll(/\b[34679a-z]{5}-[34679a-z]{5}-[34679a-z]{5}\b/g)].map(([word]) => word);
  const announced = plain.match(/First login password|Confirmation password/g) ?? [];
  if (found.length === announced.length && found.length > 0) return found;
  throw new Error(
    `the letter announces ${announced.length} passwords, and ${found.length} can be read in it`,
  );
}
