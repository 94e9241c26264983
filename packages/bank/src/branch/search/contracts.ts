import { assert, isUuid } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import { plainKana } from '../../banks/kana.ts';
import { typedContractNumber } from '../../contracts/contract-number.ts';
import type { BranchPorts, BranchSearch } from '../branch.ts';
import type { ContractLine, ContractsCall } from '../contract-file.ts';
import { type ContractRow, listBeginning, listByAccount } from './queries.ts';

/** What a page may ask for at once. */
export const ROWS_MAX = 200;
const TEXT_MAX = 60;
const ACCOUNT_DIGITS = 7;

export const lineOf = ({ kanji, kana, ...row }: ContractRow): ContractLine => ({
  ...row,
  holder: { kanji, kana },
});

/** As typed → as the index of each search spells it; `undefined` where nothing is left to look for. */
function keyOf({ by, text }: ContractsCall): string | undefined {
  const typed = text.slice(0, TEXT_MAX);
  const key = {
    number: () => typedContractNumber(typed).replace(/\D/gu, ''),
    account: () => typedContractNumber(typed).replace(/\D/gu, '').padStart(ACCOUNT_DIGITS, '0'),
    name: () => typed.normalize('NFKC').replace(/\s/gu, ''),
    kana: () => plainKana(typed).replace(/\s/gu, ''),
  }[by]();
  return key === '' || (by === 'account' && !/[1-9]/.test(key)) ? undefined : key;
}

/** Looks for contracts by what is on a form: the number, a name, its kana, an account. Each look is in the audit trail. */
export function openFindContracts(ports: BranchPorts): BranchSearch['findContracts'] {
  const { database, clock } = ports;
  return async (session, call) => {
    assert(call.limit > 0 && call.limit <= ROWS_MAX, 'a page of contracts has a bound');
    const key = keyOf(call);
    const after = call.after !== undefined && isUuid(call.after) ? call.after : undefined;
    if (key === undefined) return { contracts: [], hasMore: false };
    const rows =
      call.by === 'account'
        ? await listByAccount(database.kysely, key, after, call.limit + 1)
        : await listBeginning(database.kysely, call.by, key, after, call.limit + 1);
    const contracts = rows.slice(0, call.limit).map(lineOf);
    await transact(database.kysely, (tx) =>
      insertAudit(tx, [
        {
          at: clock(),
          actor: { kind: 'operator', id: session.operator.operatorId },
          act: 'contracts_searched',
          detail: { by: call.by, found: contracts.length },
        },
      ]),
    );
    return { contracts, hasMore: rows.length > call.limit };
  };
}
