import type { EpochSeconds, Yen } from '@warifu/base';
import type { Channel, Language, OtpMark, Session } from './contracts/contract.ts';
import type {
  ChangePasswordOutcome,
  LoginCall,
  LoginOutcome,
  LoginView,
  SessionState,
} from './contracts/login.ts';
import type { AccountView } from './ledger/account.ts';
import type { NoticeView } from './notices/notice.ts';
import type { OtpRegistration } from './otp-registration/flow.ts';

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
  /** The latest, newest first. */
  readonly notices: readonly NoticeView[];
  readonly otp: OtpMark;
  /** While it is in the future, the limits without a token hold, and raises and mail changes are refused. */
  readonly coolDownUntil?: EpochSeconds;
  /** Wrong codes locked the one-time password before this login; only the branch unlocks it. */
  readonly lockedNotice: boolean;
}

/** What the branch enters for a new contract. 新規契約. */
export interface NewContract {
  readonly holder: HolderView;
  readonly mailAddress?: string;
  /** Of the bank's own branches. */
  readonly branchCode: string;
  readonly language?: Language;
  /** Eleven digits; drawn at random where it is not given. */
  readonly contractNumber?: string;
  /** To be changed at the first login, unless `keepsPassword`. */
  readonly loginPassword: string;
  /** Without it, orders that ask for it are refused. 確認用パスワード. */
  readonly confirmationPassword?: string;
  /** The first login goes on without a change: for filled databases and benchmarks. */
  readonly keepsPassword?: boolean;
  /** One ordinary account for each, with its first deposit. */
  readonly deposits: readonly Yen[];
}

export interface OpenedContract {
  readonly contractId: string;
  readonly contractNumber: string;
  readonly subject: string;
  readonly accountIds: readonly string[];
}

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
  readonly changeLanguage: (session: Session, language: Language) => Promise<void>;
  readonly topPage: (session: Session) => Promise<TopPage>;
  readonly openContract: (contract: NewContract) => Promise<OpenedContract>;
  /** Many at once in one transaction; equal passwords are hashed once, which only a filled database may do. */
  readonly openContracts: (contracts: readonly NewContract[]) => Promise<readonly OpenedContract[]>;
  /** A session without a login, for benchmarks that fill contracts in bulk. */
  readonly openSessions: (
    contractIds: readonly string[],
    channel: Channel,
  ) => Promise<readonly { readonly contractId: string; readonly sessionToken: string }[]>;
  /** A job: sends the mails that are due, and says how many were sent. */
  readonly deliverMails: () => Promise<number>;
  /** A job: forgets sessions, flows and counters that have no effect any more, and says how many. */
  readonly forgetExpired: () => Promise<number>;
}
