import { present } from '@warifu/base';
import { openChangePassword } from './contracts/change-password.ts';
import type { Language, Session } from './contracts/contract.ts';
import { openCredentialsCheck } from './contracts/credentials.ts';
import { openForgetting } from './contracts/forget-expired.ts';
import { keyedHash } from './contracts/keyed-hash.ts';
import { openLanguageChange } from './contracts/language.ts';
import { openLogin } from './contracts/log-in.ts';
import type { ChangePasswordOutcome, LoginCall, LoginOutcome, SessionState } from './contracts/login.ts';
import { type NewContract, type OpenedContract, openContractOpening } from './contracts/open-contract.ts';
import { warmPasswords } from './contracts/passwords.ts';
import { openLogout, openSessionOf } from './contracts/session-of.ts';
import { openTopPage, type TopPage } from './contracts/top-page.ts';
import type { AccountView } from './ledger/account.ts';
import { openDelivery } from './notices/deliver.ts';
import type { OtpRegistration } from './otp-registration/flow.ts';
import { openFlowHealing } from './otp-registration/heal.ts';
import { openOtpRegistration } from './otp-registration/open-otp-registration.ts';
import type { BankPorts } from './ports.ts';

/** What the bank does for people: log-ins, the flows of the one-time password, notices. */
export interface People extends OtpRegistration {
  readonly login: (call: LoginCall) => Promise<LoginOutcome>;
  /** Who is logged in; read together with the other requests of the moment. */
  readonly sessionOf: (sessionToken: string) => Promise<SessionState>;
  readonly logout: (sessionToken: string) => Promise<void>;
  readonly changeLoginPassword: (call: {
    readonly session: Session;
    readonly current: string;
    readonly next: string;
  }) => Promise<ChangePasswordOutcome>;
  /** The language of the contract's pages and mails. */
  readonly changeLanguage: (session: Session, language: Language) => Promise<void>;
  readonly topPage: (session: Session) => Promise<TopPage>;
  readonly openContract: (contract: NewContract) => Promise<OpenedContract>;
  /** Many at once; equal passwords are hashed once, which only a filled database may do. */
  readonly openContracts: (contracts: readonly NewContract[]) => Promise<readonly OpenedContract[]>;
  /** A job: sends the mails that are due, and says how many were sent. */
  readonly deliverMails: () => Promise<number>;
  /** A job: finishes flows of the one-time password that were cut off, forgets what has no effect any more; says how many. */
  readonly forgetExpired: () => Promise<number>;
}

export function openPeople(
  ports: BankPorts,
  listAccounts: (contractId: string) => Promise<readonly AccountView[]>,
): People {
  const hash = keyedHash(ports.pepper);
  const check = openCredentialsCheck(ports, hash);
  const openContracts = openContractOpening(ports);
  const healFlows = openFlowHealing(ports);
  const forget = openForgetting(ports);
  warmPasswords();
  return {
    ...openOtpRegistration({ ports, hash }, check),
    login: openLogin(ports, hash, check),
    sessionOf: openSessionOf(ports, hash),
    logout: openLogout(ports, hash),
    changeLoginPassword: openChangePassword(ports, hash),
    changeLanguage: openLanguageChange(ports),
    topPage: openTopPage(ports, listAccounts),
    openContracts,
    openContract: async (contract) =>
      present((await openContracts([contract]))[0], 'one contract was opened'),
    deliverMails: openDelivery(ports),
    forgetExpired: async () => (await healFlows()) + (await forget()),
  };
}
