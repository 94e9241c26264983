import type { EpochSeconds } from '@warifu/base';
import type { AccountView } from '../ledger/account.ts';
import { listNotices } from '../notices/deliver.ts';
import type { NoticeView } from '../notices/notice.ts';
import type { BankPorts } from '../ports.ts';
import { addressInPart } from './address-in-part.ts';
import type { OtpMark, Session } from './contract.ts';
import type { LoginView } from './login.ts';
import { findHolder, listLogins } from './queries.ts';

const NOTICES_MAX = 10;

export interface HolderView {
  readonly kanji: string;
  readonly kana: string;
}

/** The page after login. */
export interface TopPage {
  readonly holder: HolderView;
  readonly accounts: readonly AccountView[];
  /** The last three, this one first. */
  readonly logins: readonly LoginView[];
  /** The latest ten, newest first. */
  readonly notices: readonly NoticeView[];
  readonly otp: OtpMark;
  /** Only while it is in the future: the limits without a token hold, and raises and mail changes are refused. */
  readonly coolDownUntil?: EpochSeconds;
  /** Wrong codes locked the one-time password before this login; only the branch unlocks it. */
  readonly lockedNotice: boolean;
}

/**
 * What the customer sees first. A lock of the one-time password is told only in sessions that were opened after it:
 * who guessed at codes in this one is not told that he was locked out.
 */
export function openTopPage(
  ports: BankPorts,
  listAccounts: (contractId: string) => Promise<readonly AccountView[]>,
): (session: Session) => Promise<TopPage> {
  const { database, clock, configuration } = ports;
  return async (session) => {
    const { contractId } = session;
    const [contract, accounts, logins, notices] = await Promise.all([
      findHolder(database.kysely, contractId),
      listAccounts(contractId),
      listLogins(database.kysely, contractId, configuration.login.loginsShown),
      listNotices(ports, contractId, NOTICES_MAX),
    ]);
    const isLockTold = contract.otpLockedAt !== null && contract.otpLockedAt < session.openedAt;
    const isCoolingDown = contract.coolDownUntil !== null && clock() < contract.coolDownUntil;
    return {
      holder: { kanji: contract.kanji, kana: contract.kana },
      accounts,
      logins: logins.map((login) => ({ ...login, address: addressInPart(login.address) })),
      notices: notices.filter((notice) => notice.kind !== 'otp_locked' || notice.at < session.openedAt),
      otp: contract.otpMark,
      ...(isCoolingDown && contract.coolDownUntil !== null ? { coolDownUntil: contract.coolDownUntil } : {}),
      lockedNotice: isLockTold,
    };
  };
}
