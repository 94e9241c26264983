import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { copyFilledFolder } from './support/filled-folder.ts';
import { OPEN_MS_MAX, openProduct, type Product, STORY_MS_MAX } from './support/product.ts';
import { readPage } from './support/read-page.ts';
import { askWarifu, plainEnvironment } from './support/warifu.ts';

vi.setConfig({ testTimeout: STORY_MS_MAX });

let product: Product;
beforeAll(async () => {
  product = await openProduct();
}, OPEN_MS_MAX);
afterAll(() => product.dispose());

interface Day {
  readonly today: string;
  readonly isOpen: boolean;
  readonly openedOn: string;
  readonly closedOn: string;
  readonly faults: readonly unknown[];
  readonly closings: readonly {
    readonly lines: readonly { readonly account: string; readonly balance: string }[];
  }[];
}
const dayOf = async (environment: NodeJS.ProcessEnv): Promise<Day> =>
  JSON.parse(await askWarifu(['day', '--json'], environment)) as Day;

const laterThan = (day: string, span: { readonly months?: number; readonly days?: number }): string =>
  Temporal.PlainDate.from(day).add(span).toString();

test('a demo that runs is moved by four months: its days are worked, its pages say the date, its books are clean', async () => {
  const { environment, bank } = product;
  const before = await dayOf(environment);
  expect(before).toMatchObject({ isOpen: true, openedOn: before.today, faults: [] });
  expect(await readPage(`${bank}/login`)).not.toContain('営業日付は');
  const to = laterThan(before.today, { months: 4 });
  expect(await askWarifu(['demo', 'forward', '4m'], environment)).toContain(
    `The demo's business date goes from ${before.today} to ${to}.`,
  );
  const after = await dayOf(environment);
  expect(after).toMatchObject({
    today: to,
    isOpen: true,
    openedOn: to,
    closedOn: laterThan(to, { days: -1 }),
  });
  expect(after.faults).toEqual([]);
  const [closing] = after.closings;
  expect(closing?.lines.reduce((sum, { balance }) => sum + BigInt(balance), 0n)).toBe(0n);
  await expect
    .poll(() => readPage(`${bank}/login`))
    .toContain(`営業日付は${Number(to.slice(0, 4))}年${Number(to.slice(5, 7))}月`);
  expect(await askWarifu(['verify'], environment)).toContain('Clean');
});

test('interest of the months that the demo has behind it was posted, net of tax', async () => {
  const { closings } = await dayOf(product.environment);
  const [{ lines } = { lines: [] }] = closings;
  const balanceOf = (name: string): bigint =>
    BigInt(lines.find(({ account }) => account === name)?.balance ?? 0);
  expect(-balanceOf('interest_ordinary')).toBeGreaterThan(10_000n);
  // Deposits have matured meanwhile, and bear tax as well.
  const interest = -(
    balanceOf('interest_ordinary') +
    balanceOf('interest_time_deposits') +
    balanceOf('supplement_instalment_savings')
  );
  const taxes = balanceOf('tax_national') + balanceOf('tax_local');
  // Each account is floored by itself: up to ¥2 less for each, and never more.
  expect(taxes * 100_000n <= interest * 20_315n).toBe(true);
  expect((taxes + 50n) * 100_000n > interest * 20_315n).toBe(true);
});

test('金利一覧 is open to everybody, on both kinds of pages', async () => {
  for (const path of ['/rates', '/m/rates']) {
    const text = await readPage(`${product.bank}${path}`);
    expect(text).toContain('金利一覧');
    expect(text).toContain('0.200%');
  }
  expect(await askWarifu(['rates'], product.environment)).toContain('0.200 since 2025-04-01');
});

test('a rate is announced as the owner, once, and never for a day that has begun', async () => {
  const { environment } = product;
  const { today } = await dayOf(environment);
  const words = ['rates', 'set', 'time-deposit', '12', '0.500', '--from', laterThan(today, { days: 1 })];
  expect(await askWarifu(words, environment)).toBe('Entered.\n');
  expect(await askWarifu(words, environment)).toContain('Nothing new');
  await expect(
    askWarifu(['rates', 'set', 'ordinary', '0.500', '--from', today], environment),
  ).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('stays what it is') });
});

test('a demo that does not run is moved as well, and nothing is left running', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'warifu-e2e-'));
  try {
    await copyFilledFolder(dataDir);
    const environment = plainEnvironment({ WARIFU_DATA_DIR: dataDir });
    const { today } = await dayOf(environment);
    await askWarifu(['demo', 'forward', '2w'], environment);
    expect(await dayOf(environment)).toMatchObject({
      openedOn: laterThan(today, { days: 14 }),
      isOpen: true,
    });
    expect(await askWarifu(['day', 'run'], environment)).toContain(': open.');
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
});
