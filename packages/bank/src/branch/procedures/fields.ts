import { halfWidthKana } from '../../banks/kana.ts';
import type { OwnBank } from '../../configuration.ts';
import { judgeMailAddress, typedMailAddress } from '../../contracts/mail-address.ts';
import { isReceiptNumber } from '../../orders/receipt-number.ts';
import {
  isName,
  isOwnBranch,
  judgeOperatorFields,
  typedOperatorNumber,
  typedPersonNumber,
} from '../operators/judge-operator.ts';
import { IDENTITY_DOCUMENTS, type Paper, type ProcedureField, type ProcedureTerms } from '../request.ts';

/** No field of a form is longer. */
const TYPED_MAX = 1_000;
/** As typed → on one line, in one width, without spaces at its ends. */
const plain = (text: string): string => text.slice(0, TYPED_MAX).normalize('NFKC').trim();

/** A name as it is kept: one space between its parts. */
const typedName = (text: string): string => plain(text).replace(/\s+/gu, ' ');

const katakana = (text: string): string =>
  text.replace(/[\u3041-\u3096]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));

/** The terms as they are frozen: full-width digits, hiragana and stray spaces make no difference. */
export function typedTerms(terms: ProcedureTerms): ProcedureTerms {
  switch (terms.kind) {
    case 'contract_opening': {
      const { holder, mailAddress, ...rest } = terms;
      const address = typedMailAddress((mailAddress ?? '').slice(0, TYPED_MAX));
      return {
        ...rest,
        holder: { kanji: typedName(holder.kanji), kana: katakana(typedName(holder.kana)) },
        ...(address === '' ? {} : { mailAddress: address }),
      };
    }
    case 'transfer_recall':
      return { ...terms, receiptNumber: plain(terms.receiptNumber).toUpperCase() };
    case 'hard_token_handout':
      return { ...terms, tokenIdOrSerial: plain(terms.tokenIdOrSerial) };
    case 'operator_addition':
      return {
        ...terms,
        operatorNumber: typedOperatorNumber(terms.operatorNumber),
        personNumber: typedPersonNumber(terms.personNumber),
        name: typedName(terms.name),
      };
    default:
      return terms;
  }
}

/** The paper as it is kept. */
export function typedPaper(paper: Paper): Paper {
  const note = plain(paper.identityNote ?? '');
  return {
    formNumber: plain(paper.formNumber).toUpperCase(),
    identityDocument: paper.identityDocument,
    ...(note === '' ? {} : { identityNote: note }),
    reason: paper.reason.slice(0, TYPED_MAX).trim(),
  };
}

const NOTE_MAX = 200;
const REASON_MAX = 400;
const DEPOSIT_MAX = 9_999_999_999n;
const KANA_MAX = 48;
const CONTROL = /(?!\n)\p{Cc}/u;
/** What the network takes in a sender's name. */
const NETWORK_NAME = /^[ｱ-ﾝｦﾞﾟA-Z0-9 ()./-]+$/u;

/** Whether a sentence may be kept beside a decision. */
export const isNote = (text: string): boolean =>
  text.length >= 1 && text.length <= REASON_MAX && !CONTROL.test(text);

/** The first field that is malformed, in the order of the form; the paper comes first. */
export function judgeFields(
  terms: ProcedureTerms,
  paper: Paper,
  ownBank: OwnBank,
): ProcedureField | undefined {
  return judgePaper(paper) ?? judgeTerms(terms, ownBank);
}

function judgePaper({
  formNumber,
  identityDocument,
  identityNote,
  reason,
}: Paper): ProcedureField | undefined {
  if (!/^[0-9A-Z-]{1,20}$/.test(formNumber)) return 'formNumber';
  if (!IDENTITY_DOCUMENTS.includes(identityDocument)) return 'identityDocument';
  if (identityNote === undefined ? identityDocument === 'other' : identityNote.length > NOTE_MAX)
    return 'identityNote';
  if (identityNote !== undefined && CONTROL.test(identityNote)) return 'identityNote';
  return isNote(reason) ? undefined : 'reason';
}

function judgeTerms(terms: ProcedureTerms, ownBank: OwnBank): ProcedureField | undefined {
  switch (terms.kind) {
    case 'contract_opening': {
      const { holder, branchCode, mailAddress, deposit } = terms;
      if (!isName(holder.kanji)) return 'kanji';
      const kana = halfWidthKana(holder.kana);
      if (!isName(holder.kana) || kana.length > KANA_MAX || !NETWORK_NAME.test(kana)) return 'kana';
      if (!isOwnBranch(ownBank, branchCode)) return 'branchCode';
      if (mailAddress !== undefined && judgeMailAddress(mailAddress)) return 'mailAddress';
      return deposit < 0n || deposit > DEPOSIT_MAX ? 'deposit' : undefined;
    }
    case 'limit_change':
      return terms.limit < 0n ? 'limit' : undefined;
    case 'transfer_recall':
      return isReceiptNumber(terms.receiptNumber) ? undefined : 'receiptNumber';
    case 'hard_token_handout':
      return /^[\x21-\x7e]{1,64}$/.test(terms.tokenIdOrSerial.replace(/\s/gu, ''))
        ? undefined
        : 'tokenIdOrSerial';
    case 'operator_addition':
      return judgeOperatorFields(terms, ownBank);
    default:
      return undefined;
  }
}
