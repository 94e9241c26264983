import type { Wing } from '@warifu/audit-chain';
import {
  type Bank,
  type BankTables,
  type Branch,
  defaultConfiguration,
  type Fault,
  findBranchFaults,
  openBank,
  openBranch,
  type TokenAuthority,
} from '@warifu/bank';
import { type Clock, type EpochSeconds, systemClock } from '@warifu/base';
import { type Database, openDatabase } from '@warifu/pg';
import { openTokenAuthority, type TokenAuthorityService, type TokenTables } from '@warifu/token';
import { connectTokenAuthority } from '@warifu/token-client';
import { openAudit, openCheckpoints, type WingAudit } from '../audit/open-audit.ts';
import type { Settings } from '../config.ts';
import { judgeRole } from '../database/judge-role.ts';
import type { Reached } from '../database/reach.ts';
import { openMailer } from '../mail-client.ts';
import { connectPayEasy } from '../pay-easy-client.ts';
import { PlainFault } from '../plain-fault.ts';
import { readSecretText } from '../private-files.ts';
import { type BankSecrets, openSecrets } from '../secrets.ts';
import type { Watch } from '../watch/open-watch.ts';
import { connectZengin } from '../zengin-client.ts';
import { whileClocksAgree } from './agreeing-clocks.ts';
import { type DemoDate, openDemoDate } from './demo-date.ts';
import { openKeyRingOf } from './key-ring.ts';
import { bankPartyOf } from './relying-party.ts';

/** The branch's side of the bank, on a login role and connections of its own. */
export interface Office {
  readonly branch: Branch;
  /** Proves what was done at the branch: no faults, or each by name. */
  readonly verify: () => Promise<readonly Fault[]>;
}

/** The two wings, opened on their ports, and what they were opened with. */
export interface House {
  readonly bank: Bank;
  /** `runDay` of the bank, as long as the clocks agree. */
  readonly runDay: Bank['runDay'];
  /** Undefined where this process neither serves the branch nor runs the jobs: it has no such logins then. */
  readonly office?: Office;
  /** Undefined where the authority is another process. */
  readonly authority?: TokenAuthorityService;
  /** The sealers that this process runs. */
  readonly audit: readonly WingAudit[];
  readonly isDemo: boolean;
  readonly demoDate: DemoDate;
  readonly secrets: BankSecrets;
  readonly close: () => Promise<void>;
}

export interface HouseOptions {
  readonly settings: Settings;
  readonly reached: Reached;
  readonly onFault: (what: string, error: unknown) => void;
  /** The bank's clock, for the demo's past alone. */
  readonly bankClock?: Clock;
  /** Codes are judged by an authority in this process even where another is configured: to serve it. */
  readonly needsAuthority: boolean;
  readonly needsOffice?: boolean;
  /** Whose audit trails this process seals; none by default. */
  readonly seals?: readonly Wing[];
  /** Who looks on; nobody where a command works for itself. */
  readonly watch?: Watch;
}

const AUTHORITY_TIMEOUT_MS = 3_000;
/** A branch is a few people; a sealer works alone, and is looked at beside its work. */
const BRANCH_CONNECTIONS = 4;
const SEALER_CONNECTIONS = 2;

/** What has been opened, in its order. */
type Closers = (() => Promise<void> | void)[];

async function closeAll(closers: Closers): Promise<void> {
  for (const closer of closers.splice(0).reverse()) await closer();
}

/** Opens bank and authority, each with its own login role, and lets them meet: the bank is handed one port. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { settings, reached, watch } = options;
  const closers: Closers = [];
  const close = () => closeAll(closers);
  try {
    const bankUrl = reached.urlFor('bank_app');
    const demo = await judgeRole(bankUrl);
    const secrets = await openSecrets(settings.dataDir);
    const database = open<BankTables>(bankUrl, 'warifu bank', settings, closers, { watch });
    const authority =
      settings.authority === undefined || options.needsAuthority
        ? (await openAuthority(options, closers)).authority
        : undefined;
    const mailer = openMailer({ url: settings.smtpUrl, from: settings.mailFrom });
    closers.push(mailer.close);
    const port = await portOf(settings, authority, watch);
    const headers = watch === undefined ? {} : { headers: watch.callHeaders };
    const watched: Watch['port'] = (to, one) => watch?.port(to, one) ?? one;
    const bank = openBank({
      database,
      clock: options.bankClock ?? systemClock,
      authority: port,
      zengin: watched('zengin', connectZengin({ url: settings.zenginUrl, ...headers })),
      payEasy: watched('pay_easy', connectPayEasy({ url: settings.payEasyUrl, ...headers })),
      sendMail: watched('mail', { send: mailer.sendMail }).send,
      configuration: defaultConfiguration,
      pepper: secrets.pepper,
    });
    const office =
      options.needsOffice === true ? await openBranchSide(options, port, secrets, closers) : undefined;
    return {
      bank: watch?.bank(bank) ?? bank,
      runDay: whileClocksAgree(database, systemClock, bank.runDay),
      ...(office ? { office } : {}),
      ...(authority ? { authority } : {}),
      audit: await openSealers(options, closers),
      isDemo: demo !== 'none',
      demoDate: openDemoDate(bank, systemClock),
      secrets,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The branch's side of the bank, on the one clock of real instants: nobody signs in in the past. */
async function openBranchSide(
  { settings, reached, watch }: HouseOptions,
  port: TokenAuthority,
  secrets: BankSecrets,
  closers: Closers,
): Promise<Pick<Office, 'branch' | 'verify'>> {
  const url = reached.urlFor('branch_app');
  await judgeRole(url);
  const database = open<BankTables>(url, 'warifu branch', settings, closers, {
    connectionsMax: BRANCH_CONNECTIONS,
    watch,
  });
  const branch = openBranch({
    database,
    clock: systemClock,
    authority: port,
    configuration: defaultConfiguration,
    pepper: secrets.pepper,
  });
  return { branch, verify: () => findBranchFaults(database) };
}

async function openSealers(
  { settings, reached, onFault, watch, seals = [] }: Opening,
  closers: Closers,
): Promise<readonly WingAudit[]> {
  if (seals.length === 0) return [];
  const url = reached.urlFor('audit_sealer');
  const checkpoints = await openCheckpoints(settings, await judgeRole(url));
  if (checkpoints === undefined)
    onFault(
      'audit',
      'no checkpoints are signed: WARIFU_CHECKPOINT_DIR and WARIFU_CHECKPOINT_KEY_FILE set them up',
    );
  const database = open<unknown>(url, 'warifu sealer', settings, closers, {
    connectionsMax: SEALER_CONNECTIONS,
    watch,
  });
  return openAudit({ database, wings: seals, checkpoints, onFault });
}

interface OpenOptions {
  readonly connectionsMax?: number;
  readonly watch?: Watch | undefined;
}

function open<Tables>(
  connectionString: string,
  applicationName: string,
  settings: Settings,
  closers: Closers,
  { connectionsMax = settings.poolConnections, watch }: OpenOptions = {},
): Database<Tables> {
  const database = openDatabase<Tables>({
    connectionString,
    applicationName,
    connectionsMax,
    ...(watch === undefined ? {} : { watch: watch.database }),
  });
  watch?.sawDatabase(applicationName.replace('warifu ', ''), database);
  closers.push(() => database.close());
  return database;
}

/** The authority's wing, opened with its own login alone: nothing of the bank is needed, and nothing of it is reached. */
export interface AuthorityHouse {
  readonly authority: TokenAuthorityService;
  readonly audit: readonly WingAudit[];
  readonly isDemo: boolean;
  readonly close: () => Promise<void>;
}

type Opening = Pick<HouseOptions, 'settings' | 'reached' | 'onFault' | 'seals' | 'watch'>;

export async function openAuthorityHouse(options: Opening): Promise<AuthorityHouse> {
  const closers: Closers = [];
  const close = () => closeAll(closers);
  try {
    const opened = await openAuthority(options, closers);
    return { ...opened, audit: await openSealers(options, closers), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openAuthority(
  { settings, reached, onFault, watch }: Opening,
  closers: Closers,
): Promise<Omit<AuthorityHouse, 'audit' | 'close'>> {
  const url = reached.urlFor('token_app');
  const demo = await judgeRole(url);
  const ring = await openKeyRingOf(settings, demo, (error) => onFault('key file', error));
  closers.push(ring.close);
  watch?.sawKeyRing(ring.keyRing);
  const authority = openTokenAuthority({
    database: open<TokenTables>(url, 'warifu token', settings, closers, { watch }),
    clock: systemClock,
    keyRing: ring.keyRing,
    ...(watch === undefined ? {} : { watch: watch.authority }),
  });
  return { authority, isDemo: demo !== 'none' };
}

/** The one port between the wings: a call in this process, or the same over HTTP. */
async function portOf(
  settings: Settings,
  authority: TokenAuthorityService | undefined,
  watch: Watch | undefined,
): Promise<TokenAuthority> {
  const watched = (port: TokenAuthority): TokenAuthority => watch?.port('authority', port) ?? port;
  if (settings.authority !== undefined) {
    const { url, keyFile } = settings.authority;
    const key = await readSecretText(keyFile, 'WARIFU_AUTHORITY_KEY_FILE');
    const headers = watch === undefined ? {} : { headers: watch.callHeaders };
    return watched(
      connectTokenAuthority<EpochSeconds>({ url, key, timeoutMs: AUTHORITY_TIMEOUT_MS, ...headers }),
    );
  }
  if (authority === undefined) throw new PlainFault('WARIFU_AUTHORITY_URL must name a token authority.');
  const party = await bankPartyOf(settings.dataDir, authority, defaultConfiguration.ownBank.name);
  watch?.sawOwnParty(party);
  return watched(authority.portFor(party, ['verify', 'administer']));
}
