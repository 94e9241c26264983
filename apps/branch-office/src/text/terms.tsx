import type { Paper, ProcedureTerms } from '@warifu/bank';
import { Amount, type Language, type Term } from '@warifu/ui';
import type { Site } from '../http/route.ts';
import type { FieldName } from '../procedures/catalogue.ts';
import { PROCEDURE_WORDS } from '../procedures/words.ts';
import { branchText } from './branches.ts';
import { DOCUMENTS } from './paper.ts';
import { LIMIT_KINDS } from './procedures.ts';
import { ROLES } from './roles.ts';

const termOf = (language: Language, name: FieldName, value: Term['value']): Term => ({
  name: PROCEDURE_WORDS[language].labels[name],
  value,
});

/** What was entered for a procedure, as names and values; whose contract it is stands beside it. */
export function termRows(site: Site, terms: ProcedureTerms, language: Language): readonly Term[] {
  const row = (name: FieldName, value: Term['value']): Term => termOf(language, name, value);
  switch (terms.kind) {
    case 'contract_opening':
      return [
        row('kanji', terms.holder.kanji),
        row('kana', terms.holder.kana),
        row('branchCode', branchText(site, terms.branchCode, language)),
        row('language', PROCEDURE_WORDS[language].languages[terms.language]),
        ...(terms.mailAddress === undefined ? [] : [row('mailAddress', terms.mailAddress)]),
        row('deposit', <Amount yen={terms.deposit} />),
      ];
    case 'limit_change':
      return [
        row('limitKind', LIMIT_KINDS[language][terms.limitKind]),
        row('limit', <Amount yen={terms.limit} />),
      ];
    case 'transfer_recall':
      return [row('receiptNumber', terms.receiptNumber)];
    case 'hard_token_handout':
      return [row('tokenIdOrSerial', terms.tokenIdOrSerial)];
    case 'operator_addition':
      return [
        row('operatorNumber', terms.operatorNumber),
        row('personNumber', terms.personNumber),
        row('name', terms.name),
        row('role', ROLES[language][terms.role]),
        row('branchCode', branchText(site, terms.branchCode, language)),
      ];
    case 'operator_role_change':
      return [row('role', ROLES[language][terms.role])];
    default:
      return [];
  }
}

/** The paper behind a request. */
export const paperRows = (paper: Paper, language: Language): readonly Term[] => [
  termOf(language, 'formNumber', paper.formNumber),
  termOf(language, 'identityDocument', DOCUMENTS[language][paper.identityDocument]),
  ...(paper.identityNote === undefined ? [] : [termOf(language, 'identityNote', paper.identityNote)]),
  termOf(language, 'reason', <span class="lines">{paper.reason}</span>),
];
