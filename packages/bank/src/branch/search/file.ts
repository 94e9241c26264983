import { isUuid, type Yen, yen } from '@warifu/base';
import { transact } from '@warifu/pg';
import { insertAudit } from '../../audit/record.ts';
import type { BankDay } from '../../calendar/bank-day.ts';
import { listLoginHistory } from '../../contracts/login-history.ts';
import { openAccountViews } from '../../ledger/accounts.ts';
import type { LimitKind } from '../../limits/limit.ts';
import { listNotices } from '../../notices/deliver.ts';
import { payEasyStopOf } from '../../pay-easy/stop/watch.ts';
import { AUTHORITY_UNAVAILABLE } from '../../token-authority.ts';
import type { BranchPorts, BranchSearch } from '../branch.ts';
import type { BindingView, ContractFile } from '../contract-file.ts';
import { lineOf } from './contracts.ts';
import { findFileRow, listLimitRows } from './queries.ts';

const LOGINS_SHOWN = 10;
const NOTICES_SHOWN = 20;
const LIMIT_KINDS: readonly LimitKind[] = ['transfer', 'bill_payment'];

/** All that the branch sees of a contract; that it looked is in the audit trail before it sees anything. */
export function openContractFile(ports: BranchPorts, bankDay: BankDay): BranchSearch['contractFile'] {
  const { database, clock, configuration } = ports;
  const { ownBank, limits } = configuration;
  const { listAccounts } = openAccountViews(database, ownBank, {
    branchOf: (_bankCode, code) => {
      const branch = ownBank.branches.find((one) => one.code === code);
      return branch && { code, name: branch.kanji, kana: branch.kana };
    },
  });
  const limitsOf = async (contractId: string): Promise<ContractFile['limits']> => {
    const set = new Map(
      (await listLimitRows(database.kysely, contractId)).map((row) => [row.kind, row.limit]),
    );
    const usual: Readonly<Record<LimitKind, readonly [Yen, Yen]>> = {
      transfer: [limits.transferDefault, limits.transferMax],
      bill_payment: [limits.billPaymentDefault, limits.billPaymentMax],
    };
    return LIMIT_KINDS.map((kind) => {
      const [limit, limitMax] = usual[kind];
      return { kind, limit: yen(set.get(kind) ?? limit), limitMax };
    });
  };

  return async (session, contractId) => {
    if (!isUuid(contractId)) return undefined;
    const row = await findFileRow(database.kysely, contractId);
    if (row === undefined) return undefined;
    await transact(database.kysely, (tx) =>
      insertAudit(tx, [
        {
          at: clock(),
          actor: { kind: 'operator', id: session.operator.operatorId },
          act: 'contract_seen',
          contractId,
        },
      ]),
    );
    const [binding, accounts, limitViews, payEasyStop, logins, notices] = await Promise.all([
      bindingOf(ports, row.subject),
      listAccounts(contractId),
      limitsOf(contractId),
      payEasyStopOf(database.kysely, contractId, (await bankDay()).today),
      listLoginHistory(database.kysely, contractId, LOGINS_SHOWN),
      listNotices(ports, contractId, NOTICES_SHOWN),
    ]);
    return {
      ...lineOf({
        contractId,
        contractNumber: row.contractNumber,
        kanji: row.kanji,
        kana: row.kana,
        branchCode: row.branchCode,
        state: row.state,
        otpMark: row.otpMark,
      }),
      language: row.language,
      createdAt: row.createdAt,
      ...(row.mailAddress === null ? {} : { mailAddress: row.mailAddress }),
      ...(row.address === null ? {} : { address: row.address }),
      mustChangePassword: row.mustChangePassword,
      confirmation: row.confirmation,
      binding,
      ...(row.otpChangedAt === null ? {} : { otpChangedAt: row.otpChangedAt }),
      ...(row.coolDownUntil === null || row.coolDownUntil <= clock()
        ? {}
        : { coolDownUntil: row.coolDownUntil }),
      ...(row.otpLockedAt === null ? {} : { otpLockedAt: row.otpLockedAt }),
      ...(payEasyStop && { payEasyStop }),
      accounts,
      limits: limitViews,
      logins,
      notices,
    };
  };
}

/** The authority's word, or that it is away; the bank's mark stands beside it. */
async function bindingOf({ authority }: BranchPorts, subject: string): Promise<BindingView> {
  try {
    return await authority.stateOf(subject);
  } catch (error) {
    if (error instanceof Error && error.name === AUTHORITY_UNAVAILABLE) return { state: 'away' };
    throw error;
  }
}
