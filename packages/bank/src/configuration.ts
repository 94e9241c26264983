import { assert, type Yen, yen } from '@warifu/base';
import { assertLogin, defaultLogin, type LoginConfiguration } from './contracts/login-configuration.ts';
import { assertDeposits, type DepositConfiguration, defaultDeposits } from './deposit-configuration.ts';
import { defaultPayEasyConfiguration, type PayEasyConfiguration } from './pay-easy/pay-easy-configuration.ts';

/** What an order needs, for one kind × channel × token state: one row of the policy table. */
export type Need = 'otp' | 'confirmation_password' | 'nothing' | 'refused';

/** How the kinds of orders are protected. `transfer` stands for 振込 and Pay-easy, `change` for all that alters a contract. */
export type PolicyKind = 'transfer' | 'change' | 'free';
export type PolicyTokenState = 'registered' | 'none' | 'unsure';
/** `unsure`: the authority is away, slow, or says otherwise than the bank's own mark. */
export type PolicyTable = Readonly<Record<PolicyKind, Readonly<Record<PolicyTokenState, Need>>>>;

export interface OwnBranch {
  readonly code: string;
  readonly kanji: string;
  /** Full-width katakana. */
  readonly kana: string;
}

/** The bank itself. Its code is one that the master of real banks does not know. */
export interface OwnBank {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kana: string;
  readonly branches: readonly OwnBranch[];
}

/** Every number that a rule of the bank may set otherwise. Times are seconds unless their name says minutes or days. */
export interface BankConfiguration extends DepositConfiguration {
  readonly ownBank: OwnBank;
  readonly login: LoginConfiguration;
  readonly password: { readonly lengthMin: number; readonly lengthMax: number };
  readonly confirmation: { readonly failuresMax: number };
  readonly session: {
    readonly idleSeconds: number;
    readonly absoluteSeconds: number;
    /** A sign of life is written at most so often. */
    readonly lastSeenSeconds: number;
  };
  readonly otp: {
    readonly flowSeconds: number;
    /** A cool-down ends at 0:00 (Asia/Tokyo) of the nth day after; 0 switches it off. */
    readonly coolDownDays: number;
    /** How many digits a code may have; the authority knows how many the token's has. */
    readonly codeLengths: readonly number[];
  };
  readonly policy: Readonly<Record<'pc' | 'smartphone' | 'mobile', PolicyTable>>;
  readonly orders: {
    /** From the confirm page to 実行. */
    readonly orderSeconds: number;
    readonly approvalSeconds: number;
    readonly draftSeconds: number;
  };
  readonly limits: {
    readonly transferDefault: Yen;
    readonly transferMax: Yen;
    readonly billPaymentDefault: Yen;
    readonly billPaymentMax: Yen;
    /** 振込 and Pay-easy together, for a day, where no token is registered or a cool-down runs. */
    readonly withoutToken: Yen;
  };
  readonly fees: {
    readonly sameBank: Yen;
    readonly otherBankSmall: Yen;
    readonly otherBankLarge: Yen;
    /** From this amount, without the fee, the larger fee is due. */
    readonly largeFrom: Yen;
    readonly recall: Yen;
  };
  readonly transfers: {
    /** Core time of business days, seconds after 0:00 in Asia/Tokyo: from, included, to, not included. */
    readonly coreFromSeconds: number;
    readonly coreToSeconds: number;
    /** Banks taking part in モアタイム, by code; the demo's list, not a statement about them. */
    readonly moreTimeBanks: readonly string[];
    readonly bookingDaysMax: number;
    /** Booked transfers of a contract that wait for their days at once. */
    readonly bookingsMax: number;
    /** Registered payees of a contract. */
    readonly payeesMax: number;
    readonly recentPayeesMax: number;
  };
  readonly statements: { readonly monthsMax: number; readonly linesMax: number };
  readonly zengin: {
    readonly batchMax: number;
    readonly retrySeconds: readonly number[];
  };
  readonly payEasy: PayEasyConfiguration;
  readonly mail: {
    readonly batchMax: number;
    /** A mail server that is silent for longer has failed; below the first wait, so that no mail is sent beside itself. */
    readonly timeoutSeconds: number;
    /** The wait after the nth failed try; after the last one the mail is given up and shown to the branch. */
    readonly retrySeconds: readonly number[];
  };
  readonly mailAddress: {
    /** How long the number mailed to a new address may be typed. */
    readonly numberSeconds: number;
    /** Wrong numbers, for each number that was mailed. */
    readonly triesMax: number;
    /** The wait before the nth further number; after the last one the change is over. */
    readonly resendSeconds: readonly number[];
    /** A page waits so long for the mail server; below the `mail.timeoutSeconds` of the outbox. */
    readonly sendSeconds: number;
    /** How long the address from before is told of everything as well. */
    readonly notifiedDays: number;
    /** Addresses from before that are told at most, the oldest among them. */
    readonly formersMax: number;
  };
  readonly branch: {
    /** Acts for all branches; the others for their own contracts. */
    readonly headOffice: string;
    readonly session: BankConfiguration['session'];
    /** The wait after the nth wrong sign-in of an operator in a row; the last one is repeated. No lock: see ADR 34. */
    readonly delaySeconds: readonly number[];
    readonly enrolmentSeconds: number;
    /** How long a first password opens the enrolment. */
    readonly firstPasswordSeconds: number;
    /** A request that nobody decides on expires after so long. */
    readonly requestSeconds: number;
    /** The same code put twice within so long is one question to the authority. */
    readonly approvalSeconds: number;
    readonly operatorsMax: number;
    readonly batchMax: number;
  };
}

const DEFAULT_POLICY: PolicyTable = {
  transfer: { registered: 'otp', none: 'confirmation_password', unsure: 'refused' },
  change: { registered: 'otp', none: 'refused', unsure: 'refused' },
  free: { registered: 'nothing', none: 'nothing', unsure: 'nothing' },
};

const MINUTE = 60;
const HOUR = 3_600;

/** The bank's rules as they are without any setting. */
export const defaultConfiguration: BankConfiguration = {
  ...defaultDeposits,
  ownBank: {
    code: '1999',
    name: 'わりふ信用金庫',
    nameEn: 'Warifu Shinkin Bank',
    kana: 'ワリフシンヨウキンコ',
    branches: [
      { code: '001', kanji: '本店', kana: 'ホンテン' },
      { code: '002', kanji: '割符橋', kana: 'ワリフバシ' },
      { code: '003', kanji: '駅前', kana: 'エキマエ' },
    ],
  },
  login: defaultLogin,
  password: { lengthMin: 8, lengthMax: 64 },
  confirmation: { failuresMax: 5 },
  session: { idleSeconds: 10 * MINUTE, absoluteSeconds: 60 * MINUTE, lastSeenSeconds: 30 },
  otp: { flowSeconds: 10 * MINUTE, coolDownDays: 2, codeLengths: [6] },
  policy: { pc: DEFAULT_POLICY, smartphone: DEFAULT_POLICY, mobile: DEFAULT_POLICY },
  orders: { orderSeconds: 10 * MINUTE, approvalSeconds: 60, draftSeconds: 60 * MINUTE },
  limits: {
    transferDefault: yen(1_000_000n),
    transferMax: yen(10_000_000n),
    billPaymentDefault: yen(1_000_000n),
    billPaymentMax: yen(5_000_000n),
    withoutToken: yen(200_000n),
  },
  fees: {
    sameBank: yen(0n),
    otherBankSmall: yen(165n),
    otherBankLarge: yen(330n),
    largeFrom: yen(30_000n),
    recall: yen(1_100n),
  },
  transfers: {
    coreFromSeconds: 8 * HOUR + 30 * MINUTE,
    coreToSeconds: 15 * HOUR + 30 * MINUTE,
    moreTimeBanks: ['0001', '0005', '0009', '0010', '0033', '0036', '0038', '9900'],
    bookingDaysMax: 30,
    bookingsMax: 100,
    payeesMax: 50,
    recentPayeesMax: 20,
  },
  statements: { monthsMax: 15, linesMax: 100 },
  zengin: { batchMax: 100, retrySeconds: [5, 15, 30, 60, 120, 300, 600] },
  payEasy: defaultPayEasyConfiguration,
  mail: {
    batchMax: 50,
    timeoutSeconds: 20,
    retrySeconds: [30, 120, 600, 1_800, 2 * HOUR, 6 * HOUR, 24 * HOUR],
  },
  mailAddress: {
    numberSeconds: 10 * MINUTE,
    triesMax: 5,
    resendSeconds: [30, 60, 180, 600],
    sendSeconds: 8,
    notifiedDays: 7,
    formersMax: 3,
  },
  branch: {
    headOffice: '001',
    session: { idleSeconds: 10 * MINUTE, absoluteSeconds: 9 * HOUR, lastSeenSeconds: 30 },
    delaySeconds: [0, 2, 5, 15, 60, 120, 300, 600, 900],
    enrolmentSeconds: 30 * MINUTE,
    firstPasswordSeconds: 72 * HOUR,
    requestSeconds: 7 * 24 * HOUR,
    approvalSeconds: 60,
    operatorsMax: 500,
    batchMax: 100,
  },
};

/** Crashes at start, naming the first setting that contradicts itself. */
export function assertConfiguration(configuration: BankConfiguration): void {
  const { login, password, session, limits, transfers, mail, mailAddress, zengin } = configuration;
  const grows = (seconds: readonly number[]) =>
    seconds.every((second, index) => second >= (seconds[index - 1] ?? 0));
  assert(/^[0-9]{4}$/.test(configuration.ownBank.code), 'ownBank.code has four digits');
  assert(configuration.ownBank.branches.length > 0, 'ownBank.branches has a branch');
  assertLogin(login);
  assert(
    password.lengthMin >= 8 && password.lengthMax >= password.lengthMin,
    'password lengths are in order',
  );
  assert(session.lastSeenSeconds < session.idleSeconds, 'session.lastSeenSeconds is below idleSeconds');
  assert(session.idleSeconds <= session.absoluteSeconds, 'session.idleSeconds is at most absoluteSeconds');
  assert(limits.transferDefault <= limits.transferMax, 'limits.transferDefault is at most transferMax');
  assert(
    limits.billPaymentDefault <= limits.billPaymentMax,
    'limits.billPaymentDefault is at most billPaymentMax',
  );
  for (const table of Object.values(configuration.policy)) {
    for (const kind of ['transfer', 'change'] as const) {
      assert(table[kind].unsure === 'refused', `policy: ${kind} is refused while the authority is not sure`);
      assert(/^(otp|refused)$/.test(table[kind].registered), `policy: ${kind} asks a token for its code`);
      assert(table[kind].none !== 'nothing', `policy: ${kind} is never free of proof`);
    }
  }
  assert(transfers.coreFromSeconds < transfers.coreToSeconds, 'core time begins before it ends');
  assert(
    mail.timeoutSeconds < (mail.retrySeconds[0] ?? 0),
    'mail.timeoutSeconds is below the first of its waits',
  );
  assert(mailAddress.triesMax >= 1, 'mailAddress.triesMax is at least 1');
  assert(mailAddress.formersMax >= 2, 'mailAddress.formersMax leaves room for the oldest and the newest');
  assert(grows(mailAddress.resendSeconds), 'mailAddress.resendSeconds never shrink');
  assertBranch(configuration);
  assertDeposits(configuration);
  assert(grows(mail.retrySeconds) && grows(zengin.retrySeconds), 'retrySeconds never shrink');
}

function assertBranch({ branch, ownBank }: BankConfiguration): void {
  assert(
    ownBank.branches.some(({ code }) => code === branch.headOffice),
    'branch.headOffice is one of the own branches',
  );
  assert(
    branch.delaySeconds.every((second, index) => second >= (branch.delaySeconds[index - 1] ?? 0)),
    'branch.delaySeconds never shrinks',
  );
  const { idleSeconds, absoluteSeconds, lastSeenSeconds } = branch.session;
  assert(
    lastSeenSeconds < idleSeconds && idleSeconds <= absoluteSeconds,
    'branch.session: lastSeenSeconds is below idleSeconds, and that at most absoluteSeconds',
  );
  for (const key of [
    'enrolmentSeconds',
    'firstPasswordSeconds',
    'requestSeconds',
    'approvalSeconds',
  ] as const)
    assert(branch[key] > 0, `branch.${key} is more than 0`);
}
