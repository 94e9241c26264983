import { A4, pdfOf, type Sheet } from './sheet.ts';

/** The bank on its papers. */
export interface PaperBank {
  readonly name: string;
  readonly nameEn: string;
  readonly branchName: string;
  readonly isDemo: boolean;
}

/** First passwords, told once. As the bank hands them over. */
export type PaperPasswords =
  | {
      readonly of: 'contract';
      readonly contractNumber: string;
      readonly holder: { readonly kanji: string; readonly kana: string };
      readonly loginPassword?: string;
      readonly confirmationPassword?: string;
    }
  | {
      readonly of: 'operator';
      readonly operatorNumber: string;
      readonly name: string;
      readonly password: string;
    };

const MARGIN = 20;
const WIDE = A4.width - 2 * MARGIN;
/** The card has the size of a bank card: 85.6 by 54 mm. @see ISO/IEC 7810 ID-1 */
const CARD = { width: 85.6, height: 54 } as const;
const FOLD = A4.height / 3;
/**
 * Between the letters of a password, in points. Who reads the text of a page, aloud or to copy it, takes a gap of a tenth of
 * the letters' size for a space: at 2 one password in five was read with a blank in it.
 */
const PASSWORD_SPACING = 1;

/**
 * What the branch hands over or sends once: the customer card where there is a contract, and the letter with the first
 * passwords, folded in three so that they lie inside. お客様カード
 *
 * The letter is two pages for the two sides of one sheet: outside name and a pattern behind the passwords, inside them.
 */
export function firstPasswordPapers(bank: PaperBank, passwords: PaperPasswords): Promise<Uint8Array> {
  return pdfOf('お客様カード・初回パスワードのお知らせ', bank.name, (sheet) => {
    if (passwords.of === 'contract') {
      drawCard(sheet, bank, passwords);
      sheet.nextPage();
    }
    drawOutside(sheet, bank, passwords);
    sheet.nextPage();
    drawInside(sheet, bank, passwords);
  });
}

const demoMark = (bank: PaperBank): string => (bank.isDemo ? '【デモ】' : '');

/** `12345678901` → `123 4567 8901`, as it is read aloud. */
const spacedNumber = (contractNumber: string): string =>
  contractNumber.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3');

function drawCard(
  sheet: Sheet,
  bank: PaperBank,
  { contractNumber, holder }: Extract<PaperPasswords, { of: 'contract' }>,
): void {
  const left = (A4.width - CARD.width) / 2;
  const top = 62;
  sheet.text(`${demoMark(bank)}お客様カードのお渡し`, [MARGIN, 24], WIDE, { size: 16, isBold: true });
  sheet.text(
    '下のカードを線にそって切り取り、大切に保管してください。契約者ID(利用者番号)は、ログインのときに入力する番号です。',
    [MARGIN, 36],
    WIDE,
    { size: 10 },
  );
  sheet.box([left, top], [CARD.width, CARD.height], { radius: 3, isThick: true });
  const inner = CARD.width - 12;
  sheet.fitted(`${bank.name}　${bank.branchName}`, [left + 6, top + 5], inner, { size: 9, isBold: true });
  sheet.fitted('お客様カード  Customer card', [left + 6, top + 11], inner, { size: 8 });
  sheet.line([left + 6, top + 17], [left + CARD.width - 6, top + 17]);
  sheet.fitted('契約者ID(利用者番号)  Contract number', [left + 6, top + 20], inner, { size: 7 });
  sheet.fitted(spacedNumber(contractNumber), [left + 6, top + 24.5], inner, {
    size: 17,
    isBold: true,
    spacing: 1,
  });
  sheet.fitted('お名前  Name', [left + 6, top + 36], inner, { size: 7 });
  sheet.fitted(`${holder.kanji} 様`, [left + 6, top + 39.5], inner, { size: 12 });
  sheet.fitted(holder.kana, [left + 6, top + 46.5], inner, { size: 7 });
  const notes = [
    '・パスワードは、このカードには書かれていません。カードにパスワードを書き込まないでください。',
    '・初回のログインパスワードは、別紙の親展のお知らせにあります。',
    '・カードをなくされたときは、お取引の営業店へご連絡ください。番号だけではお取引はできません。',
    '・当金庫がお電話やメールで、パスワードやワンタイムパスワードをおたずねすることはありません。',
  ];
  sheet.text(notes.join('\n'), [MARGIN, top + CARD.height + 14], WIDE, { size: 9, lineGap: 4 });
}

function nameOf(passwords: PaperPasswords): string {
  return passwords.of === 'contract' ? passwords.holder.kanji : passwords.name;
}

function drawFolds(sheet: Sheet): void {
  for (const fold of [FOLD, 2 * FOLD]) sheet.line([5, fold], [A4.width - 5, fold], { isDashed: true });
}

/** Letters of no meaning, where the passwords lie on the other side: held against the light nothing can be read. */
function drawPattern(sheet: Sheet, top: number): void {
  const row = '割符#8%X3&W7@Q2$R5割符?K9!M4+H6=N1*V0'.repeat(4);
  for (let line = 0; line < 15; line += 1) {
    const shifted = row.slice((line * 7) % 28);
    sheet.fitted(shifted.slice(0, 90), [10, top + 6 + line * 5.7], A4.width - 20, { size: 11, isPale: true });
  }
}

function drawOutside(sheet: Sheet, bank: PaperBank, passwords: PaperPasswords): void {
  drawFolds(sheet);
  sheet.text('親　展', [MARGIN, 18], 40, { size: 18, isBold: true });
  sheet.text(`${nameOf(passwords)} 様`, [MARGIN + 10, 42], WIDE - 20, { size: 16 });
  sheet.text(
    `${demoMark(bank)}${bank.name} ${bank.branchName}\n開封された跡があるときは、お使いにならず営業店へご連絡ください。`,
    [MARGIN, 74],
    WIDE,
    { size: 9, align: 'right' },
  );
  drawPattern(sheet, FOLD);
  sheet.text(
    'ご自分で開封してください。係員がお客様に、この中の文字をおたずねすることはありません。',
    [MARGIN, 2 * FOLD + 40],
    WIDE,
    { size: 10, align: 'center' },
  );
}

/** Label and password, as the letter lists them. */
function passwordsOf(passwords: PaperPasswords): readonly (readonly [string, string])[] {
  if (passwords.of === 'operator') return [['初回パスワード', passwords.password]];
  const { loginPassword, confirmationPassword } = passwords;
  return [
    ...(loginPassword === undefined
      ? []
      : [['初回ログインパスワード  First login password', loginPassword] as const]),
    ...(confirmationPassword === undefined
      ? []
      : [['確認用パスワード  Confirmation password', confirmationPassword] as const]),
  ];
}

function drawInside(sheet: Sheet, bank: PaperBank, passwords: PaperPasswords): void {
  drawFolds(sheet);
  const isOperator = passwords.of === 'operator';
  const heading = isOperator ? '担当者 初回パスワードのお知らせ' : 'パスワードのお知らせ';
  sheet.text(`${demoMark(bank)}${heading}`, [MARGIN, 16], WIDE, { size: 15, isBold: true });
  const number = isOperator
    ? `担当者番号: ${passwords.operatorNumber}`
    : `契約者ID(利用者番号): 末尾 ${passwords.contractNumber.slice(-3)}`;
  sheet.text(`${nameOf(passwords)} 様\n${number}`, [MARGIN, 30], WIDE, { size: 11 });
  sheet.text('英字はすべて小文字です。ハイフン(-)も入力してください。', [MARGIN, 60], WIDE, { size: 9 });
  let y = FOLD + 12;
  for (const [label, password] of passwordsOf(passwords)) {
    sheet.text(label, [MARGIN + 10, y], WIDE - 20, { size: 9 });
    sheet.box([MARGIN + 10, y + 6], [WIDE - 20, 15], { isFilled: true, radius: 2 });
    sheet.fitted(password, [MARGIN + 15, y + 8.5], WIDE - 30, {
      size: 20,
      isBold: true,
      spacing: PASSWORD_SPACING,
    });
    y += 32;
  }
  const steps = isOperator
    ? [
        '1. 営業店の画面に、担当者番号とこのパスワードを入力します。',
        '2. ご自分のパスワードに変更し、ご自分のトークンを登録します。',
        '3. この用紙は、その後すぐに裁断してください。初回パスワードには有効期限があります。',
      ]
    : [
        '1. インターネットバンキングのログイン画面に、契約者ID(利用者番号)とログインパスワードを入力します。',
        '2. 初回のログインで、ご自分で決めたパスワードに変更します。変更するまで、ほかの画面は使えません。',
        '3. ワンタイムパスワードの利用登録をしてください。振込などのお取引が安全になります。',
        '4. この用紙は、変更のあとすぐに裁断してください。',
      ];
  sheet.text(steps.join('\n'), [MARGIN, 2 * FOLD + 12], WIDE, { size: 10, lineGap: 5 });
}
