export { firstPasswordPapers, type PaperBank, type PaperPasswords } from './customer-papers.ts';
export { formPaper } from './form-paper.ts';
export { FORM_KINDS, type FormKind, type KnownFields } from './forms.ts';
export { type PaperLine, type PaperStatement, statementPaper } from './statement-paper.ts';
