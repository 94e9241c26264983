import type { PaperBank } from './customer-papers.ts';
import { FIELD_LABELS, FORMS, type Form, type FormKind, type KnownFields } from './forms.ts';
import { A4, pdfOf, type Sheet } from './sheet.ts';

const MARGIN = 18;
const WIDE = A4.width - 2 * MARGIN;
const LABEL = 56;
const ROW = 11;

/** Line by line, so that none is broken. */
const DOCUMENTS = [
  ['運転免許証', 'マイナンバーカード', 'パスポート', '在留カード'],
  ['資格確認書', '職員証', 'その他(　　　　　　　　　　　　)'],
]
  .map((line) => line.map((name) => `□ ${name}`).join('　'))
  .join('\n');
const STAMPS = ['受付', '本人確認', '担当者(入力)', '承認者'];

/**
 * A paper form, filled with what is known; what is not is left for a pen. 所定の書面
 *
 * One page, whatever is on it: long names become smaller.
 */
export function formPaper(bank: PaperBank, kind: FormKind, known: KnownFields): Promise<Uint8Array> {
  const form = FORMS[kind];
  return pdfOf(form.title, bank.name, (sheet) => {
    drawHead(sheet, bank, form, known);
    let y = drawFields(sheet, form, known, 84);
    y = drawReason(sheet, known, y + 5);
    y = drawNotes(sheet, form, y + 5);
    drawSignature(sheet, kind, y + 4);
    drawOffice(sheet);
  });
}

function drawHead(sheet: Sheet, bank: PaperBank, form: Form, known: KnownFields): void {
  const demo = bank.isDemo ? '【デモ】' : '';
  sheet.fitted(`${demo}${bank.name}　${known.branchName ?? bank.branchName} 御中`, [MARGIN, 18], 110, {
    size: 11,
  });
  sheet.text(form.code, [MARGIN, 18], WIDE, { size: 9, align: 'right' });
  sheet.fitted(`書面番号　${known.formNumber ?? ''}`, [A4.width - MARGIN - 62, 26], 62, { size: 9 });
  sheet.line([A4.width - MARGIN - 46, 32], [A4.width - MARGIN, 32]);
  sheet.fitted(form.title, [MARGIN, 38], WIDE, { size: 18, isBold: true, align: 'center' });
  sheet.fitted(form.titleEn, [MARGIN, 48], WIDE, { size: 9, align: 'center' });
  sheet.text('申込日　　　　　年　　　月　　　日', [MARGIN, 58], WIDE, { size: 10, align: 'right' });
  sheet.text(form.request, [MARGIN, 68], WIDE, { size: 11 });
}

function drawFields(sheet: Sheet, form: Form, known: KnownFields, top: number): number {
  form.fields.forEach((field, place) => {
    const y = top + place * ROW;
    sheet.box([MARGIN, y], [LABEL, ROW], { isFilled: true });
    sheet.box([MARGIN + LABEL, y], [WIDE - LABEL, ROW]);
    sheet.fitted(FIELD_LABELS[field], [MARGIN + 3, y + 3.2], LABEL - 6, { size: 9.5 });
    sheet.fitted(known[field] ?? '', [MARGIN + LABEL + 4, y + 2.6], WIDE - LABEL - 8, { size: 12 });
  });
  return top + form.fields.length * ROW;
}

const REASON_HEIGHT = 24;

function drawReason(sheet: Sheet, known: KnownFields, top: number): number {
  sheet.box([MARGIN, top], [LABEL, REASON_HEIGHT], { isFilled: true });
  sheet.box([MARGIN + LABEL, top], [WIDE - LABEL, REASON_HEIGHT]);
  sheet.text('理由', [MARGIN + 3, top + 3], LABEL - 6, { size: 9.5 });
  const reason = (known.reason ?? '').slice(0, 160);
  sheet.text(reason, [MARGIN + LABEL + 4, top + 3], WIDE - LABEL - 8, { size: 9, lineGap: 1 });
  return top + REASON_HEIGHT;
}

function drawNotes(sheet: Sheet, form: Form, top: number): number {
  const notes = [...form.notes, '黒のボールペンでご記入ください。'];
  return (
    top +
    sheet.text(notes.map((note) => `・${note}`).join('\n'), [MARGIN, top], WIDE, { size: 9, lineGap: 3 })
  );
}

function drawSignature(sheet: Sheet, kind: FormKind, top: number): void {
  const label = kind === 'operator' ? '申請者(自署)' : 'お名前(自署)';
  sheet.box([MARGIN, top], [WIDE, 20], { isThick: true });
  sheet.text(label, [MARGIN + 3, top + 3], 40, { size: 9.5 });
  sheet.text('印', [A4.width - MARGIN - 20, top + 7], 12, { size: 10, align: 'center', isPale: true });
}

/** What the bank writes itself; at the foot of the page, wherever the rest ends. */
function drawOffice(sheet: Sheet): void {
  const top = 218;
  sheet.text('金庫使用欄', [MARGIN, top - 7], WIDE, { size: 9.5, isBold: true });
  sheet.box([MARGIN, top], [WIDE, 24]);
  sheet.text('本人確認書類', [MARGIN + 3, top + 3], 40, { size: 9 });
  sheet.text(DOCUMENTS, [MARGIN + 34, top + 3], WIDE - 38, {
    size: 9,
    lineGap: 5,
  });
  const width = WIDE / STAMPS.length;
  STAMPS.forEach((stamp, place) => {
    const x = MARGIN + place * width;
    sheet.box([x, top + 24], [width, 8], { isFilled: true });
    sheet.text(stamp, [x, top + 25.5], width, { size: 9, align: 'center' });
    sheet.box([x, top + 32], [width, 28]);
  });
}
