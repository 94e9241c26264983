import { type OperatorRole, PROCEDURE_KINDS, type ProcedureField, type ProcedureKind } from '@warifu/bank';

/** The fields of all forms: those that the bank names in a refusal, and choices, which cannot be malformed. */
export type FieldName = ProcedureField | 'language' | 'limitKind' | 'role';

export const PAPER_FIELDS = ['formNumber', 'identityDocument', 'identityNote', 'reason'] as const;

/** What a procedure is about, and what is entered for it beside the paper. */
export interface Procedure {
  readonly about: 'nothing' | 'contract' | 'operator';
  readonly fields: readonly FieldName[];
}

export const CATALOGUE: Readonly<Record<ProcedureKind, Procedure>> = {
  contract_opening: {
    about: 'nothing',
    fields: ['kanji', 'kana', 'branchCode', 'language', 'mailAddress', 'deposit'],
  },
  token_release: { about: 'contract', fields: [] },
  token_stop: { about: 'contract', fields: [] },
  token_unlock: { about: 'contract', fields: [] },
  login_password_reissue: { about: 'contract', fields: [] },
  confirmation_password_reissue: { about: 'contract', fields: [] },
  emergency_stop: { about: 'contract', fields: [] },
  emergency_stop_release: { about: 'contract', fields: [] },
  pay_easy_resumption: { about: 'contract', fields: [] },
  limit_change: { about: 'contract', fields: ['limitKind', 'limit'] },
  transfer_recall: { about: 'contract', fields: ['receiptNumber'] },
  hard_token_handout: { about: 'contract', fields: ['tokenIdOrSerial'] },
  operator_addition: {
    about: 'nothing',
    fields: ['operatorNumber', 'personNumber', 'name', 'role', 'branchCode'],
  },
  operator_role_change: { about: 'operator', fields: ['role'] },
  operator_suspension: { about: 'operator', fields: [] },
  operator_resumption: { about: 'operator', fields: [] },
  operator_password_reissue: { about: 'operator', fields: [] },
  operator_token_release: { about: 'operator', fields: [] },
};

/** Who enters procedures. */
export const MAKERS: readonly OperatorRole[] = ['teller', 'manager'];

export const isProcedureKind = (text: string | undefined): text is ProcedureKind =>
  PROCEDURE_KINDS.some((kind) => kind === text);

export const kindsAbout = (about: Procedure['about']): readonly ProcedureKind[] =>
  PROCEDURE_KINDS.filter((kind) => CATALOGUE[kind].about === about);

/** Everything that a form of any procedure may send. */
export const ALL_FIELDS: readonly FieldName[] = [
  ...new Set([...PROCEDURE_KINDS.flatMap((kind) => CATALOGUE[kind].fields), ...PAPER_FIELDS]),
];

/** The fields of one form, in the order of its page. */
export const fieldsOfKind = (kind: ProcedureKind): readonly FieldName[] => [
  ...CATALOGUE[kind].fields,
  ...PAPER_FIELDS,
];
