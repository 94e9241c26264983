import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  FORM_KINDS,
  firstPasswordPapers,
  formPaper,
  type KnownFields,
  type PaperBank,
} from '../src/index.ts';

const run = promisify(execFile);
const BANK: PaperBank = {
  name: 'わりふ信用金庫',
  nameEn: 'Warifu Shinkin Bank',
  branchName: '本店営業部',
  isDemo: false,
};
const PASSWORDS = {
  of: 'contract',
  contractNumber: '12345678901',
  holder: { kanji: '髙﨑 𠮷之助', kana: 'タカサキ ヨシノスケ' },
  loginPassword: 'gaku-2345-sabo-te',
  confirmationPassword: 'niwa-6789-tori-ya',
} as const;

const LETTERS = '34679acdeghjkmnpqrtwxy';

/**
 * A password from each letter of first passwords on. Within a group the next letter stands by one place further away each
 * time, from `step` places on: from 0 on and from 10 on, every letter meets every other.
 */
const passwordsFrom = (step: number): readonly string[] =>
  Array.from(LETTERS, (_, start) => {
    let place = start;
    let next = step;
    const letters = Array.from({ length: 15 }, (_, index) => {
      if (index % 5 > 0) {
        place += next;
        next += 1;
      }
      return LETTERS.charAt(place % LETTERS.length);
    }).join('');
    return [letters.slice(0, 5), letters.slice(5, 10), letters.slice(10)].join('-');
  });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warifu-paper-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What poppler reads on each page, and in the document's own description. */
async function read(pdf: Uint8Array): Promise<{ readonly pages: readonly string[]; readonly about: string }> {
  const file = join(folder, 'paper.pdf');
  await writeFile(file, pdf);
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  const { stdout: about } = await run('pdfinfo', [file]);
  return { pages: stdout.split('\f').slice(0, -1), about };
}

describe('お客様カードと初回パスワードのお知らせ', () => {
  test('the card has number and name, and no password', async () => {
    const { pages } = await read(await firstPasswordPapers(BANK, PASSWORDS));
    expect(pages).toHaveLength(3);
    expect(pages[0]).toContain('123 4567 8901');
    expect(pages[0]).toContain('髙﨑 𠮷之助 様');
    expect(pages[0]).not.toContain('gaku');
  });

  test('the passwords lie inside the fold, and nowhere else', async () => {
    const pdf = await firstPasswordPapers(BANK, PASSWORDS);
    const { pages, about } = await read(pdf);
    const plain = (page = '') => page.replace(/\s/g, '');
    for (const secret of [PASSWORDS.loginPassword, PASSWORDS.confirmationPassword]) {
      expect(pages.map((page) => plain(page).includes(secret))).toEqual([false, false, true]);
      expect(about).not.toContain(secret);
      expect(Buffer.from(pdf).includes(secret)).toBe(false);
    }
    expect(plain(pages[1])).toContain('親展');
    // The letter may lie open on a desk: the whole number is on the card alone.
    expect(plain(pages[2])).not.toContain(PASSWORDS.contractNumber);
  });

  test('a password is read as it is written, whichever two letters stand side by side in it', async () => {
    const others = passwordsFrom(10);
    for (const [index, loginPassword] of passwordsFrom(0).entries()) {
      const confirmationPassword = others[index] ?? '';
      const printed = { ...PASSWORDS, loginPassword, confirmationPassword };
      const { pages } = await read(await firstPasswordPapers(BANK, printed));
      expect(pages[2]).toContain(`${loginPassword}\n`);
      expect(pages[2]).toContain(`${confirmationPassword}\n`);
    }
  });

  test('a reissue tells the one password that was made anew', async () => {
    const { confirmationPassword: _, ...login } = PASSWORDS;
    const { pages } = await read(await firstPasswordPapers(BANK, login));
    expect(pages[2]).toContain('初回ログインパスワード');
    expect(pages[2]).not.toContain('確認用パスワード');
  });

  test('an operator gets no card', async () => {
    const { pages } = await read(
      await firstPasswordPapers(BANK, {
        of: 'operator',
        operatorNumber: '100001',
        name: '見本 店長',
        password: 'gaku-2345-sabo-te',
      }),
    );
    expect(pages).toHaveLength(2);
    expect(pages[1]?.replace(/\s/g, '')).toContain('担当者番号:100001');
  });

  test('a demo says so on every paper', async () => {
    const { pages } = await read(await firstPasswordPapers({ ...BANK, isDemo: true }, PASSWORDS));
    for (const page of pages) expect(page).toContain('デモ');
  });
});

describe('所定の書面', () => {
  test.each(FORM_KINDS)(
    '%s fits one page, empty or full, whatever the length of what is known',
    async (kind) => {
      const empty = await read(await formPaper(BANK, kind, {}));
      expect(empty.pages).toHaveLength(1);
      const long = 'あ'.repeat(200);
      const full: KnownFields = {
        branchName: long,
        contractNumber: '12345678901',
        kanji: long,
        kana: long,
        mailAddress: `${'a'.repeat(240)}@mail.example`,
        accountNumber: '1234567',
        limitKind: '振込',
        limit: '¥10,000,000',
        receiptNumber: '261124-7K3QF-M2XWP-C',
        tokenId: 'WRHT12345678',
        operatorNumber: '100001',
        personNumber: 'A1',
        operatorName: long,
        role: long,
        reason: long.repeat(3),
        formNumber: 'W-0001',
      };
      const { pages } = await read(await formPaper(BANK, kind, full));
      expect(pages).toHaveLength(1);
      expect(pages[0]).toContain('承認者');
    },
  );

  test('what is known is on it', async () => {
    const { pages } = await read(
      await formPaper(BANK, 'transfer_recall', {
        contractNumber: '12345678901',
        kanji: '見本 太郎',
        receiptNumber: '261124-7K3QF-M2XWP-C',
      }),
    );
    expect(pages[0]).toContain('振込組戻し依頼書');
    expect(pages[0]).toContain('12345678901');
    expect(pages[0]).toContain('見本 太郎');
    expect(pages[0]).toContain('261124-7K3QF-M2XWP-C');
  });
});
