import type { BusinessDate, Yen } from '@warifu/base';
import type { OrderNeed } from './approval/need.ts';
import { openNeedFor } from './approval/need-for.ts';
import type { Backlog } from './backlog/backlog.ts';
import { openBacklog } from './backlog/read-backlog.ts';
import type { BankSearch, BankView, BranchView, Found } from './banks/bank.ts';
import { openDirectory } from './banks/directory.ts';
import { openBankDay } from './calendar/bank-day.ts';
import type { Channel } from './contracts/contract.ts';
import type { DayJob, DayState } from './day/day.ts';
import { dayStateOf } from './day/day-state.ts';
import { openDays } from './day/run-days.ts';
import { DEBIT_INSTALMENTS } from './instalment-savings/debit-instalments.ts';
import { openInstalmentSavings } from './instalment-savings/open-instalment-savings.ts';
import type { InstalmentSavings } from './instalment-savings/savings.ts';
import { TELL_SAVINGS_MATURITY } from './instalment-savings/tell-maturity.ts';
import type { AccountView } from './ledger/account.ts';
import { openAccountViews } from './ledger/accounts.ts';
import type { Fault } from './ledger/fault.ts';
import { openSetLimit } from './limits/set-limit.ts';
import type { ListBookedOrders } from './orders/booked-order.ts';
import type { Draft, DraftFields } from './orders/draft.ts';
import { openDrafts } from './orders/drafts.ts';
import type { History, HistorySource } from './orders/history/history.ts';
import { openHistory } from './orders/history/open-history.ts';
import type { OrderKind } from './orders/order.ts';
import { ordinaryInterestJob } from './ordinary-interest/day-job.ts';
import { openOwnTransfers } from './own-transfers/open-own-transfers.ts';
import type { OwnTransfers } from './own-transfers/own-transfer.ts';
import type { BillPayments } from './pay-easy/bill-payment.ts';
import { BILL_PAYMENT_HISTORY } from './pay-easy/history-source.ts';
import { openBillPayments } from './pay-easy/open-bill-payments.ts';
import type { BankPorts, NameInquiryOutcome } from './ports.ts';
import { openRates } from './rates/list-rates.ts';
import type { Rates } from './rates/rate.ts';
import { openStatements, type Statements } from './statements/statements.ts';
import { openTimeDeposits } from './time-deposits/open-time-deposits.ts';
import type { TimeDeposits } from './time-deposits/time-deposit.ts';
import { openTransfers } from './transfers/open-transfers.ts';
import type { Payees } from './transfers/payees/payee.ts';
import { TRANSFER_HISTORY } from './transfers/receipts/history-sources.ts';
import { openScheduledTransferJob } from './transfers/scheduled/run-due.ts';
import type { ScheduledTransfers } from './transfers/scheduled/scheduled-transfer.ts';
import type {
  ExecuteTransfer,
  ExecuteTransferOutcome,
  Payee,
  PayeeView,
  PreparedTransfer,
  PrepareTransfer,
  PrepareTransferOutcome,
  Receipt,
} from './transfers/transfer.ts';
import { verifyBank } from './verify-bank.ts';

/** The bank's days: each is opened by its own work before any order of it. */
interface Days {
  /** A job: one bounded piece of the day's work, and how much there was to do; 0 when today is open. */
  readonly runDay: () => Promise<number>;
  readonly dayState: () => Promise<DayState>;
  /** How far the bank is behind its own work. */
  readonly readBacklog: () => Promise<Backlog>;
}

/** What the bank does with money. */
export interface Money
  extends OwnTransfers,
    ScheduledTransfers,
    Payees,
    TimeDeposits,
    InstalmentSavings,
    BillPayments,
    Statements,
    History,
    Rates,
    Days {
  /** The bank's civil date now, with the demo's offset. 営業日付. */
  readonly today: () => Promise<BusinessDate>;

  readonly listAccounts: (contractId: string) => Promise<readonly AccountView[]>;
  readonly accountOf: (contractId: string, accountId: string) => Promise<AccountView | undefined>;

  /** What was accepted and is yet to be carried out: an emergency stop does not cancel it. */
  readonly listBookedOrders: ListBookedOrders;

  readonly searchBanks: (search: BankSearch) => Found<BankView>;
  readonly searchBranches: (bankCode: string, search: BankSearch) => Found<BranchView>;
  readonly bankOf: (code: string) => BankView | undefined;
  readonly branchOf: (bankCode: string, code: string) => BranchView | undefined;

  /** The last distinct payees, newest first. */
  readonly recentPayees: (contractId: string) => Promise<readonly PayeeView[]>;
  readonly needFor: (call: {
    readonly contractId: string;
    readonly kind: OrderKind;
    readonly channel: Channel;
  }) => Promise<OrderNeed>;

  readonly startDraft: (contractId: string, kind: OrderKind, channel: Channel) => Promise<Draft>;
  /** `undefined` where it is unknown, over, another contract's, or where its order is executed already. */
  readonly findDraft: (contractId: string, draftId: string) => Promise<Draft | undefined>;
  /** Merges the fields; an empty string takes a field away. */
  readonly saveDraft: (contractId: string, draftId: string, patch: DraftFields) => Promise<Draft | undefined>;

  /** 受取人名照会. `found` carries the name in half-width kana. */
  readonly inquireName: (payee: Payee) => Promise<NameInquiryOutcome>;
  readonly prepareTransfer: (call: PrepareTransfer) => Promise<PrepareTransferOutcome>;
  /** What the confirm page shows, to be executed through this channel. */
  readonly preparedTransfer: (
    contractId: string,
    orderId: string,
    channel: Channel,
  ) => Promise<PreparedTransfer | undefined>;
  readonly executeTransfer: (call: ExecuteTransfer) => Promise<ExecuteTransferOutcome>;
  readonly receiptOf: (contractId: string, orderId: string) => Promise<Receipt | undefined>;

  /** A job: hands the payments that are due to Zengin, and says how many it took. */
  readonly sendDueTransfers: () => Promise<number>;
  /** A job: credits what came back as 入金不能, each once, and says how many. */
  readonly settleReturns: () => Promise<number>;
  /** A job: carries recalls through to the other bank's answer, and says how many it took up. */
  readonly settleRecalls: () => Promise<number>;
  /** A job: forgets drafts that are over. */
  readonly forgetDrafts: () => Promise<number>;

  /** 利用限度額: sets the limit of a contract, as a filled database does. */
  readonly setLimit: (contractId: string, kind: 'transfer' | 'bill_payment', limit: Yen) => Promise<void>;
  /** Proves the book over the whole database: no faults, or each by name. */
  readonly verify: () => Promise<readonly Fault[]>;
}

/** Opens the money side of the bank on its ports. */
export function openMoney(ports: BankPorts): Money {
  const { database, clock, configuration } = ports;
  const directory = openDirectory(configuration.ownBank);
  const bankDay = openBankDay({ database, clock });
  const moneyPorts = { ...ports, directory, bankDay };
  const transfers = openTransfers(moneyPorts);
  const billPayments = openBillPayments(moneyPorts);
  const { timeDeposits, jobs: timeDepositJobs } = openTimeDeposits(moneyPorts);
  const dayJobs: readonly DayJob[] = [
    ...timeDepositJobs,
    openScheduledTransferJob(moneyPorts),
    ordinaryInterestJob(configuration),
    DEBIT_INSTALMENTS,
    TELL_SAVINGS_MATURITY,
  ];
  const historySources: readonly HistorySource[] = [...TRANSFER_HISTORY, BILL_PAYMENT_HISTORY];
  return {
    today: async () => (await bankDay()).today,
    ...openAccountViews(database, configuration.ownBank, directory),
    ...openStatements({ database, configuration, bankDay }),
    ...directory,
    needFor: openNeedFor({ database, configuration, bankDay }),
    ...openDrafts(ports),
    ...transfers,
    ...openOwnTransfers(moneyPorts),
    ...timeDeposits,
    ...openInstalmentSavings(moneyPorts),
    ...billPayments,
    listBookedOrders: async (contractId) => [
      ...(await billPayments.listConfirmingPayments(contractId)),
      ...(await transfers.listBookedTransfers(contractId)),
    ],
    ...openHistory(ports, historySources),
    ...openDays(moneyPorts, dayJobs),
    dayState: async () => dayStateOf(database, await bankDay()),
    readBacklog: openBacklog(moneyPorts),
    ...openRates(moneyPorts),
    setLimit: openSetLimit(ports),
    verify: () => verifyBank(database, configuration),
  };
}
