import type { AuditLine } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export const AUDIT_FIELDS = ['from', 'to', 'contractNumber', 'operatorNumber', 'act'] as const;
export type AuditField = (typeof AUDIT_FIELDS)[number];

interface AuditWords {
  readonly title: string;
  readonly lead: string;
  readonly labels: Readonly<Record<AuditField, string>>;
  readonly hints: Readonly<Partial<Record<AuditField, string>>>;
  readonly search: string;
  readonly export: string;
  readonly busy: string;
  readonly day: string;
  readonly results: string;
  readonly none: string;
  readonly actors: Readonly<Record<AuditLine['actorKind'], string>>;
  readonly columns: {
    readonly at: string;
    readonly actor: string;
    readonly act: string;
    readonly subject: string;
    readonly detail: string;
  };
  readonly contract: string;
  readonly receipt: string;
  readonly request: string;
  readonly verify: {
    readonly title: string;
    readonly lead: string;
    readonly noted: string;
    readonly notedHint: string;
    readonly notedMalformed: string;
    readonly run: string;
    readonly busy: string;
    readonly good: string;
    readonly bad: string;
    readonly fault: string;
    readonly sealed: string;
    readonly unsealed: string;
    readonly last: string;
    readonly head: string;
    readonly headHint: string;
    readonly notedTitle: string;
    readonly notedPart: string;
    readonly notedNot: string;
  };
}

export const AUDIT_WORDS: Spoken<AuditWords> = {
  ja: {
    title: '監査記録',
    lead: '条件を入れずに検索すると、新しいものからすべて表示します。出力と検証も監査記録に残ります。',
    labels: {
      from: '開始日',
      to: '終了日',
      contractNumber: '契約者ID(利用者番号)',
      operatorNumber: '担当者番号',
      act: '行為',
    },
    hints: { from: '例：2026-04-01', to: '例：2026-04-01', act: '先頭から一致。例：token_' },
    search: '検索',
    export: 'CSVで出力する',
    busy: '検索しています…',
    day: '日付を 2026-04-01 の形で入力してください。',
    results: '検索結果',
    none: '該当する記録はありません。',
    actors: { customer: 'お客様', operator: '担当者', system: 'システム' },
    columns: { at: '日時', actor: 'だれが', act: '行為', subject: '対象', detail: '詳細' },
    contract: '契約者ID',
    receipt: '受付番号',
    request: '依頼',
    verify: {
      title: '監査記録の検証',
      lead: '記録が書き換えられたり、抜き取られたり、差し込まれたりしていないことを、鎖のはじめから終わりまで確かめます。記録が多いと時間がかかります。',
      noted: '前に書き留めた末尾の値（任意）',
      notedHint:
        '16進数64桁。前回の検証で表示されたものを入れると、それ以前がすべて元のままかどうかも確かめます。',
      notedMalformed: '16進数64桁で入力してください。',
      run: '検証する',
      busy: '検証しています…',
      good: '監査記録に問題は見つかりませんでした。',
      bad: '監査記録に問題が見つかりました。システム管理者に連絡し、この画面を印刷して保管してください。',
      fault: '見つかった問題',
      sealed: '鎖につながれた記録',
      unsealed: 'つながれるのを待っている記録',
      last: '最後につながれた日時',
      head: '末尾の値',
      headHint: 'このシステムの外に書き留めてください。次の検証で比べられます。',
      notedTitle: '書き留めた値',
      notedPart: '鎖の一部です。それ以前の記録は変わっていません。つながれた日時：',
      notedNot: '鎖の中にありません。値の写し間違いでなければ、鎖が作り直されています。',
    },
  },
  en: {
    title: 'Audit trail',
    lead: 'A search without conditions shows everything, the newest first. Exports and verifications are in the trail as well.',
    labels: {
      from: 'From',
      to: 'To',
      contractNumber: 'Contract number',
      operatorNumber: 'Operator number',
      act: 'Act',
    },
    hints: {
      from: 'For example 2026-04-01',
      to: 'For example 2026-04-01',
      act: 'From its beginning, for example token_',
    },
    search: 'Search',
    export: 'Export as CSV',
    busy: 'Searching…',
    day: 'Enter the date as 2026-04-01.',
    results: 'Acts found',
    none: 'No act was found.',
    actors: { customer: 'Customer', operator: 'Operator', system: 'System' },
    columns: { at: 'When', actor: 'Who', act: 'Act', subject: 'On', detail: 'Particulars' },
    contract: 'Contract number',
    receipt: 'Receipt number',
    request: 'Request',
    verify: {
      title: 'Verify the audit trail',
      lead: 'Follows the chain from its beginning to its end: nothing was changed, taken out or put in. It takes a while where there is much.',
      noted: 'End of the chain as noted before (optional)',
      notedHint:
        '64 hexadecimal digits from an earlier verification: tells whether all before it is as it was.',
      notedMalformed: 'Enter 64 hexadecimal digits.',
      run: 'Verify',
      busy: 'Verifying…',
      good: 'Nothing is wrong with the audit trail.',
      bad: 'Something is wrong with the audit trail. Tell whoever runs the system, and print and keep this page.',
      fault: 'What is wrong',
      sealed: 'Acts in the chain',
      unsealed: 'Acts about to be linked',
      last: 'Last link',
      head: 'End of the chain',
      headHint: 'Note it down outside this system, to compare with at the next verification.',
      notedTitle: 'What was noted',
      notedPart: 'It is part of the chain; nothing before it was changed. Linked at: ',
      notedNot: 'It is not part of the chain. Unless it was copied wrongly, the chain was made anew.',
    },
  },
};
