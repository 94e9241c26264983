import type { AuditVerification } from '@warifu/audit-chain';
import type { Clock } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankConfiguration } from '../configuration.ts';
import type { DayState } from '../day/day.ts';
import type { BankTables } from '../tables.ts';
import type { TokenAuthority, TokenStock } from '../token-authority.ts';
import type { AddressChanges } from './address-changes.ts';
import type { AuditCall, AuditLine, AuditList } from './audit-search.ts';
import type {
  ContractFile,
  ContractList,
  ContractsCall,
  OrderList,
  OrdersCall,
  UnsentMail,
} from './contract-file.ts';
import type {
  AddFirstManagerOutcome,
  BranchSession,
  BranchSessionState,
  EnrolmentState,
  FirstManager,
  OperatorView,
  RegisterOperatorTokenOutcome,
  SetPasswordOutcome,
  SignInCall,
  SignInOutcome,
} from './operator.ts';
import type {
  ApproveOutcome,
  DecideOutcome,
  MakeRequestOutcome,
  Paper,
  PrintOutcome,
  ProcedureTerms,
  RequestList,
  RequestsCall,
  RequestView,
} from './request.ts';

/** All that the branch's side of the bank is handed. */
export interface BranchPorts {
  /** As `branch_app`. */
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  /** With the scope `administer`, beside `verify` for the operators' own codes, and the stock of hardware tokens. */
  readonly authority: TokenAuthority & TokenStock;
  readonly configuration: BankConfiguration;
  /** The bank's own, at least 32 bytes: the branch lifts counters of wrong tries that the bank keys with it. */
  readonly pepper: Uint8Array;
}

/** Who signs in at the branch. */
export interface Operators {
  /** The first two managers, from the command line. */
  readonly addFirstManager: (manager: FirstManager) => Promise<AddFirstManagerOutcome>;
  readonly signIn: (call: SignInCall) => Promise<SignInOutcome>;
  readonly enrolmentOf: (enrolmentToken: string) => Promise<EnrolmentState>;
  readonly setFirstPassword: (call: {
    readonly enrolmentToken: string;
    readonly next: string;
  }) => Promise<SetPasswordOutcome>;
  readonly registerOperatorToken: (call: {
    readonly enrolmentToken: string;
    readonly tokenId: string;
    readonly code: string;
    readonly nextCode?: string;
  }) => Promise<RegisterOperatorTokenOutcome>;
  readonly branchSessionOf: (sessionToken: string) => Promise<BranchSessionState>;
  readonly signOut: (sessionToken: string) => Promise<void>;
  readonly changeOperatorPassword: (call: {
    readonly session: BranchSession;
    readonly current: string;
    readonly next: string;
  }) => Promise<SetPasswordOutcome>;
  /** In the order of their numbers; at most 500. */
  readonly listOperators: (session: BranchSession) => Promise<readonly OperatorView[]>;
}

/** Procedures on paper, by maker and checker. */
export interface Procedures {
  readonly makeRequest: (call: {
    readonly session: BranchSession;
    readonly terms: ProcedureTerms;
    readonly paper: Paper;
  }) => Promise<MakeRequestOutcome>;
  readonly listRequests: (session: BranchSession, call: RequestsCall) => Promise<RequestList>;
  readonly requestOf: (session: BranchSession, requestId: string) => Promise<RequestView | undefined>;
  /** The checker's fresh code, for the digest that the checker was shown. */
  readonly approveRequest: (call: {
    readonly session: BranchSession;
    readonly requestId: string;
    readonly digest: string;
    readonly code: string;
    readonly nextCode?: string;
  }) => Promise<ApproveOutcome>;
  /** By a checker who is not the maker. */
  readonly refuseRequest: (call: {
    readonly session: BranchSession;
    readonly requestId: string;
    readonly note: string;
  }) => Promise<DecideOutcome>;
  /** By its maker. */
  readonly withdrawRequest: (call: {
    readonly session: BranchSession;
    readonly requestId: string;
    readonly note: string;
  }) => Promise<DecideOutcome>;
  /** Draws the first passwords of a request that is done, keeps their hashes, and tells them this once. */
  readonly printFirstPasswords: (call: {
    readonly session: BranchSession;
    readonly requestId: string;
  }) => Promise<PrintOutcome>;
  /** Job: carries on what was approved and cut off, and marks what expired; says how many. */
  readonly carryOn: () => Promise<number>;
}

/** What the branch looks up. Every look at a contract is in the audit trail. */
export interface BranchSearch {
  readonly findContracts: (session: BranchSession, call: ContractsCall) => Promise<ContractList>;
  readonly contractFile: (session: BranchSession, contractId: string) => Promise<ContractFile | undefined>;
  readonly findOrders: (session: BranchSession, call: OrdersCall) => Promise<OrderList>;
  readonly listUnsentMails: (session: BranchSession, limit: number) => Promise<readonly UnsentMail[]>;
  /** 日次処理: where the bank stands in its days, with the last trial balances. */
  readonly dayState: () => Promise<DayState>;
  /** Role `auditor`. */
  readonly findAudit: (session: BranchSession, call: AuditCall) => Promise<AuditList>;
  /** Role `auditor`: the same without a bound, row by row, oldest first. */
  readonly exportAudit: (
    session: BranchSession,
    call: Omit<AuditCall, 'after' | 'limit'>,
  ) => AsyncIterable<AuditLine>;
  /** Role `auditor`: follows the whole chain. `notedHead`: a head that was written down before, to be looked for in it. */
  readonly verifyAudit: (session: BranchSession, notedHead?: string) => Promise<AuditVerification>;
}

/** The branch's side of the bank, as its site sees it. 営業店 */
export interface Branch extends Operators, Procedures, AddressChanges, BranchSearch {}
