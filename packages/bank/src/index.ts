export type { AuditVerification } from '@warifu/audit-chain';
export type { NotAllowed, OrderNeed } from './approval/need.ts';
export { BANK_TRAIL } from './audit/trail.ts';
export type { Backlog } from './backlog/backlog.ts';
export { type Bank, openBank } from './bank.ts';
export type { BankSearch, BankView, BranchView, Found } from './banks/bank.ts';
export type {
  AddressChangeList,
  AddressChanges,
  AddressChangeView,
  SettleAddressOutcome,
  SettleAddressRefusal,
} from './branch/address-changes.ts';
export type { AuditCall, AuditLine, AuditList } from './branch/audit-search.ts';
export type { Branch, BranchPorts, BranchSearch, Operators, Procedures } from './branch/branch.ts';
export { findBranchFaults } from './branch/claims.ts';
export {
  type BindingView,
  CONTRACT_SEARCHES,
  type ContractFile,
  type ContractLine,
  type ContractList,
  type ContractSearch,
  type ContractsCall,
  type OrderLine,
  type OrderList,
  type OrdersCall,
  type UnsentMail,
} from './branch/contract-file.ts';
export { openBranch } from './branch/open-branch.ts';
export {
  type AddFirstManagerOutcome,
  type BranchSession,
  type BranchSessionState,
  type EnrolmentState,
  type EnrolmentStep,
  type FirstManager,
  OPERATOR_ROLES,
  type OperatorPasswordRefusal,
  type OperatorRole,
  type OperatorState,
  type OperatorTokenRefusal,
  type OperatorView,
  type RegisterOperatorTokenOutcome,
  type SetPasswordOutcome,
  type SignInCall,
  type SignInOutcome,
} from './branch/operator.ts';
export { type FilledOperator, fillOperators } from './branch/operators/fill-operators.ts';
export {
  type ApproveOutcome,
  type ApproveRefusal,
  type DecideOutcome,
  type FirstPasswords,
  IDENTITY_DOCUMENTS,
  type IdentityDocument,
  type MakeRequestOutcome,
  type Paper,
  PROCEDURE_KINDS,
  type PrintOutcome,
  type ProcedureField,
  type ProcedureKind,
  type ProcedureRefusal,
  type ProcedureTerms,
  REQUEST_STATES,
  type RequestList,
  type RequestState,
  type RequestsCall,
  type RequestView,
} from './branch/request.ts';
export { openBranchSearch } from './branch/search/open-search.ts';
export {
  assertConfiguration,
  type BankConfiguration,
  defaultConfiguration,
  type Need,
  type OwnBank,
  type OwnBranch,
  type PolicyKind,
  type PolicyTable,
  type PolicyTokenState,
} from './configuration.ts';
export {
  ADDRESS_CHANGE_STATES,
  ADDRESS_FIELDS,
  type Address,
  type AddressChange,
  type AddressChangeState,
  type AddressField,
  type AddressOrder,
  type AddressRefusal,
  type AddressState,
  type AddressTerms,
} from './contract-changes/address/address.ts';
export { ADDRESS_LENGTHS, PREFECTURES } from './contract-changes/address/judge.ts';
export type {
  ChangeConfirmationOutcome,
  ConfirmationPasswordRefusal,
  ConfirmationPasswordState,
} from './contract-changes/confirmation-password/confirmation-password.ts';
export type {
  EmergencyStop,
  StopFlowState,
  StopIdentifyCall,
  StopIdentifyOutcome,
} from './contract-changes/emergency-stop/emergency-stop.ts';
export type {
  LimitChangeRefusal,
  LimitOrder,
  LimitState,
  LimitStates,
  LimitTerms,
  LimitWish,
} from './contract-changes/limits/limit-change.ts';
export type * from './contract-changes/mail-address/mail-address.ts';
export type { ContractChanges } from './contract-changes/open-contract-changes.ts';
export type { Channel, ContractState, Language, OtpMark, Session } from './contracts/contract.ts';
export { type FilledSession, fillSessions } from './contracts/fill-sessions.ts';
export type {
  ChangePasswordOutcome,
  CredentialsRefused,
  LoginCall,
  LoginOutcome,
  LoginView,
  PasswordRefusal,
  SessionEnd,
  SessionState,
} from './contracts/login.ts';
export type { MailAddressFlaw } from './contracts/mail-address.ts';
export type { NewContract, OpenedContract } from './contracts/open-contract.ts';
export type { HolderView, TopPage } from './contracts/top-page.ts';
export type { ClosingLine, DayClosing, DayFault, DayJobName, DayJobState, DayState } from './day/day.ts';
export { debitDayOf, dueDatesOf, type SavingsTerms, type Supplement } from './instalment-savings/formulas.ts';
export type * from './instalment-savings/savings.ts';
export type { Earned } from './interest/earned.ts';
export { formatRate, type QuotedRate, type Rate } from './interest/rate.ts';
export type { Taxed } from './interest/taxes.ts';
export type { AccountKind, AccountView } from './ledger/account.ts';
export { CHART, type ChartAccount, type ChartKind } from './ledger/chart.ts';
export type { Fault } from './ledger/fault.ts';
export type { EntryKind } from './ledger/posting.ts';
export type { LimitKind } from './limits/limit.ts';
export type { Money } from './money.ts';
export { NOTICE_KINDS, type NoticeKind, type NoticeView } from './notices/notice.ts';
export type { BookedOrder, ListBookedOrders } from './orders/booked-order.ts';
export type { Draft, DraftFields } from './orders/draft.ts';
export {
  HISTORY_STATES,
  type HistoryLine,
  type HistoryState,
  type OrderView,
} from './orders/history/history.ts';
export { ORDER_KINDS, type OrderKind, type OrderState } from './orders/order.ts';
export type {
  CommonRefusal,
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from './orders/planned/plan.ts';
export type {
  CodeStepCall,
  IdentifyCall,
  IdentifyOutcome,
  OtpFlow,
  OtpFlowKind,
  OtpFlowState,
  OtpFlowStep,
  RegisterTokenCall,
  RegistrationRefusal,
} from './otp-registration/flow.ts';
export type {
  OwnTransferOrder,
  OwnTransferRefusal,
  OwnTransferTerms,
  OwnTransferWish,
} from './own-transfers/own-transfer.ts';
export type * from './pay-easy/bill-payment.ts';
export type { People } from './people.ts';
export type * from './ports.ts';
export {
  RATE_PRODUCTS,
  type RateLine,
  type RateList,
  type RateProductName,
  type SetRateOutcome,
} from './rates/rate.ts';
export { fillRates, setRate } from './rates/set-rate.ts';
export { ENTRY_KINDS, FLOW_GROUPS, type FlowGroup } from './statements/entry-kinds.ts';
export {
  type BalanceHistory,
  type MonthlyFlow,
  type PeriodCall,
  STATEMENT_FORMATS,
  type Statement,
  type StatementCall,
  type StatementFormat,
  type StatementLine,
  type StatementPeriods,
  type StatementSearch,
  type Totals,
  type WholeStatement,
} from './statements/statement.ts';
export type { BankTables } from './tables.ts';
export type * from './time-deposits/time-deposit.ts';
export { AT_MATURITY } from './time-deposits/time-deposit.ts';
export {
  AUTHORITY_UNAVAILABLE,
  type BindCall,
  type BindingState,
  type BindOutcome,
  type BindRefusal,
  type CodeCall,
  type HandOutCall,
  type HandOutOutcome,
  type HandOutRefusal,
  type ReplaceCall,
  type ReplaceOutcome,
  type TokenAuthority,
  type TokenFound,
  type TokenStock,
  type ValidateCall,
  type Verdict,
  type VerdictAnswer,
} from './token-authority.ts';
export type {
  ChangePayeeOutcome,
  NicknameRefusal,
  PayeeTerms,
  PayeeWish,
  RegisteredPayee,
  RegisterPayeeRefusal,
} from './transfers/payees/payee.ts';
export { RECALL_STATES, type RecallState, type RecallView } from './transfers/recalls/recall.ts';
export type {
  Booking,
  BookingDay,
  CancellingRefusal,
  CancellingTerms,
  ScheduledTransferOrder,
  ScheduledTransferRefusal,
  ScheduledTransferTerms,
  ScheduledTransferWish,
} from './transfers/scheduled/scheduled-transfer.ts';
export type {
  BookingFailure,
  BookingState,
  ExecuteRefusal,
  ExecuteTransfer,
  ExecuteTransferOutcome,
  NameSource,
  Payee,
  PayeeRefusal,
  PayeeView,
  PreparedTransfer,
  PrepareTransfer,
  PrepareTransferOutcome,
  Receipt,
  TransferMode,
  TransferRefusal,
  TransferState,
  TransferTerms,
} from './transfers/transfer.ts';
