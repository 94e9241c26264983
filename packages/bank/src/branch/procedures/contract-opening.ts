import { present, uuidv7 } from '@warifu/base';
import { at, type Tx } from '@warifu/pg';
import { sql } from 'kysely';
import { writeContracts } from '../../contracts/open-contract.ts';
import { drawAccountNumber } from '../../ledger/open-accounts.ts';
import type { BankTables } from '../../tables.ts';
import { actorOf, type Made, type TermsOf, type Underway } from './procedure.ts';

/**
 * 新規契約: holder, contract and one ordinary account with its first deposit. Its passwords are ones that nobody knows
 * until the first ones are printed. The account is opened and paid into by the one function that the branch may use for
 * it, which looks at the request itself.
 */
export async function openContract(
  tx: Tx<BankTables>,
  terms: TermsOf<'contract_opening'>,
  underway: Underway,
): Promise<Made> {
  const { now, today, request, unknown } = underway;
  const [login, confirmation] = unknown;
  const { requestId } = request;
  const contract = {
    holder: terms.holder,
    branchCode: terms.branchCode,
    language: terms.language,
    ...(terms.mailAddress === undefined ? {} : { mailAddress: terms.mailAddress }),
    loginPassword: present(login, 'a contract begins with a login password').text,
    confirmationPassword: present(confirmation, 'and with a confirmation password').text,
    deposits: [],
  };
  const hashes = new Map(unknown.map(({ text, hash }) => [text, hash]));
  const [row] = await writeContracts(tx, [contract], hashes, { now, actor: actorOf(underway), requestId });
  const { contractId } = present(row, 'one contract was opened');
  const accountNumber = await drawAccountNumber(tx, terms.branchCode);
  await sql`select bank.open_first_account(
    ${requestId}::uuid, ${contractId}::uuid, ${uuidv7()}::uuid, ${accountNumber}, ${uuidv7()}::uuid,
    ${at(now)}::timestamptz, ${today}::date
  )`.execute(tx);
  return { contractId };
}
