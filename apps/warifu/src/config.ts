import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { ntpServerOf } from './doctor/sntp.ts';
import { PlainFault } from './plain-fault.ts';

/** Everything that the surroundings may set, read once, at the top. */
export interface Settings {
  readonly portBase: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Where the embedded database's log is archived. Absolute; undefined: nowhere. */
  readonly archiveDir?: string;
  /** As a browser sends them in `Origin`. */
  readonly origins: { readonly bank: string; readonly token: string; readonly branch: string };
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  /** Addresses or networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** The owner's; undefined: the embedded database. */
  readonly databaseUrl?: string;
  /** Where the login roles are not those of the data folder's keys. */
  readonly roleUrls: {
    readonly bank?: string;
    readonly token?: string;
    readonly branch?: string;
    readonly sealer?: string;
  };
  /** A time server that `warifu doctor` asks: `host` or `host:port`. */
  readonly ntp?: string;
  /** The key-encryption key of the token authority. */
  readonly kekFile?: string;
  /** Where signed checkpoints of the audit trails go, and the key that signs them. */
  readonly checkpoints?: { readonly folder: string; readonly keyFile: string };
  /** The security module that wraps the keys of that file. */
  readonly pkcs11?: {
    readonly module: string;
    readonly tokenLabel: string;
    readonly key: string;
    readonly pinFile: string;
  };
  /** A token authority elsewhere, instead of the one in this process. */
  readonly authority?: { readonly url: string; readonly keyFile: string };
  /** The one address on which RADIUS is listened for; undefined: none. */
  readonly radiusHost?: string;
  readonly zenginUrl: string;
  readonly payEasyUrl: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly logLevel: LogLevel;
  /** Where metrics and health are told; undefined: nowhere. */
  readonly metricsHost?: string;
  /** Undefined: at its distance from the base. */
  readonly metricsPort?: number;
  /** How long requests are still taken after the word to stop, so that a load balancer hears of it. */
  readonly drainSeconds: number;
  /** Undefined: each site's own default. */
  readonly requestsPerMinute?: number;
  readonly loginsPerMinute?: number;
  readonly poolConnections: number;
  /** How many processes `serve` puts behind its ports. */
  readonly processes: number;
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What stands at which distance from the base. */
export const PORT_OFFSET = {
  bank: 0,
  token: 1,
  branch: 2,
  console: 3,
  networks: 10,
  smtp: 11,
  radius: 12,
  metrics: 20,
} as const;
const PORT_OFFSET_MAX = 20;

/** The console's address: a host name of its own, as cookies do not tell ports apart. */
export const consoleOriginOf = ({ portBase }: Pick<Settings, 'portBase'>): string =>
  `http://console.localhost:${portBase + PORT_OFFSET.console}`;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

type Environment = Readonly<Record<string, string | undefined>>;

/** One variable: absent or empty is the default, anything else is read or refused by name. */
function read<T>(
  environment: Environment,
  name: string,
  form: string,
  reader: (text: string) => T | undefined,
) {
  const text = environment[name]?.trim();
  if (text === undefined || text === '') return undefined;
  const value = reader(text);
  // The value is not repeated: it may be a password.
  if (value === undefined) throw new PlainFault(`${name} must be ${form}.`);
  return value;
}

const wholeNumber = (min: number, max: number) => (text: string) => {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
};

const origin = (text: string): string | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text ? text : undefined;
};

const address =
  (...protocols: readonly string[]) =>
  (text: string) =>
    URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text.replace(/\/$/, '') : undefined;

const postgres = (text: string) => (/^postgres(?:ql)?:\/\/.+/.test(text) ? text : undefined);
const path = (text: string) => resolve(text);
const ntpServer = (text: string) => (ntpServerOf(text) === undefined ? undefined : text);
const anything = (text: string) => text;

/** The settings, or a fault that names the first variable which is wrong. Files are not opened here. */
export function readSettings(environment: Environment, portBaseGiven?: string): Settings {
  const given =
    portBaseGiven === undefined ? environment : { ...environment, WARIFU_PORT_BASE: portBaseGiven };
  const get = <T>(name: string, form: string, reader: (text: string) => T | undefined) =>
    read(given, name, form, reader);
  const portBase =
    get(
      'WARIFU_PORT_BASE',
      'a port number from 1024 to 65515',
      wholeNumber(1024, 65_535 - PORT_OFFSET_MAX),
    ) ?? 8080;
  const tls = readTls(given);
  const scheme = tls === undefined ? 'http' : 'https';
  const originOf = (name: string, host: string, offset: number) =>
    get(name, 'an origin such as https://bank.example.jp', origin) ??
    `${scheme}://${host}.localhost:${portBase + offset}`;
  const optional = {
    databaseUrl: get('DATABASE_URL', 'postgresql://user:password@host/database', postgres),
    archiveDir: get('WARIFU_ARCHIVE_DIR', 'a path', path),
    ntp: get('WARIFU_NTP', 'a time server as host or host:port', ntpServer),
    kekFile: get('WARIFU_KEK_FILE', 'a path', path),
    pkcs11: readPkcs11(given),
    checkpoints: readCheckpoints(given),
    authority: readAuthority(given),
    radiusHost: readRadiusHost(given),
    metricsHost: readMetricsHost(given),
    metricsPort: get('WARIFU_METRICS_PORT', 'a port number from 1024 to 65535', wholeNumber(1024, 65_535)),
    requestsPerMinute: get(
      'WARIFU_REQUESTS_PER_MINUTE',
      'a whole number from 1',
      wholeNumber(1, 999_999_999),
    ),
    loginsPerMinute: get('WARIFU_LOGINS_PER_MINUTE', 'a whole number from 1', wholeNumber(1, 999_999_999)),
    tls,
  };
  const roleUrls = {
    bank: get('WARIFU_BANK_DATABASE_URL', 'postgresql://user:password@host/database', postgres),
    token: get('WARIFU_TOKEN_DATABASE_URL', 'postgresql://user:password@host/database', postgres),
    branch: get('WARIFU_BRANCH_DATABASE_URL', 'postgresql://user:password@host/database', postgres),
    sealer: get('WARIFU_SEALER_DATABASE_URL', 'postgresql://user:password@host/database', postgres),
  };
  const settings: Settings = {
    portBase,
    host: get('WARIFU_HOST', 'an address to listen on', anything) ?? '127.0.0.1',
    dataDir: get('WARIFU_DATA_DIR', 'a path', path) ?? resolve('data'),
    origins: {
      bank: originOf('WARIFU_ORIGIN_BANK', 'bank', PORT_OFFSET.bank),
      token: originOf('WARIFU_ORIGIN_TOKEN', 'token', PORT_OFFSET.token),
      branch: originOf('WARIFU_ORIGIN_BRANCH', 'branch', PORT_OFFSET.branch),
    },
    trustedProxies: get('WARIFU_TRUSTED_PROXIES', 'addresses, separated by commas', list) ?? [],
    roleUrls: present(roleUrls),
    zenginUrl:
      get('WARIFU_ZENGIN_URL', 'an http or https address', address('http:', 'https:')) ??
      `http://127.0.0.1:${portBase + PORT_OFFSET.networks}/zengin`,
    payEasyUrl:
      get('WARIFU_PAY_EASY_URL', 'an http or https address', address('http:', 'https:')) ??
      `http://127.0.0.1:${portBase + PORT_OFFSET.networks}/pay-easy`,
    smtpUrl:
      get('WARIFU_SMTP_URL', 'an smtp or smtps address', address('smtp:', 'smtps:')) ??
      `smtp://127.0.0.1:${portBase + PORT_OFFSET.smtp}`,
    mailFrom:
      get('WARIFU_MAIL_FROM', 'a mail address', (text) =>
        /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined,
      ) ?? 'no-reply@warifu.example',
    logLevel: get('WARIFU_LOG_LEVEL', `one of ${LOG_LEVELS.join(', ')}`, logLevel) ?? 'warn',
    drainSeconds: get('WARIFU_DRAIN_SECONDS', 'a whole number up to 300', wholeNumber(0, 300)) ?? 0,
    poolConnections: get('WARIFU_POOL_CONNECTIONS', 'a whole number from 1 to 50', wholeNumber(1, 50)) ?? 8,
    processes: get('WARIFU_PROCESSES', 'a whole number from 1 to 8', wholeNumber(1, 8)) ?? 1,
    ...present(optional),
  };
  judgeHost(settings);
  judgeArchive(settings);
  return settings;
}

/** The record without what is not there. */
function present<T extends object>(record: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

const logLevel = (text: string): LogLevel | undefined => LOG_LEVELS.find((level) => level === text);

const list = (text: string): readonly string[] | undefined => {
  const parts = text.split(',').map((part) => part.trim());
  return parts.every((part) => /^[0-9a-fA-F.:]+(?:\/\d{1,3})?$/.test(part)) ? parts : undefined;
};

/** Two variables that only make sense together. */
function readPair(
  environment: Environment,
  one: string,
  other: string,
): readonly [string, string] | undefined {
  const first = read(environment, one, 'set', anything);
  const second = read(environment, other, 'set', anything);
  if (first === undefined && second === undefined) return undefined;
  if (first === undefined || second === undefined) {
    const [there, missing] = first === undefined ? [other, one] : [one, other];
    throw new PlainFault(`${there} is set, so ${missing} must be set too.`);
  }
  return [first, second];
}

function readTls(environment: Environment): Settings['tls'] {
  const pair = readPair(environment, 'WARIFU_TLS_CERT', 'WARIFU_TLS_KEY');
  return pair && { certFile: resolve(pair[0]), keyFile: resolve(pair[1]) };
}

/** The library of a security module, its token, the key in it and the file of the PIN. */
function readPkcs11(environment: Environment): Settings['pkcs11'] {
  const pair = readPair(environment, 'WARIFU_PKCS11_MODULE', 'WARIFU_PKCS11_TOKEN');
  const pin = readPair(environment, 'WARIFU_PKCS11_MODULE', 'WARIFU_PKCS11_PIN_FILE');
  if (pair === undefined || pin === undefined) return undefined;
  const key = read(environment, 'WARIFU_PKCS11_KEY', 'the label of a key', anything) ?? 'warifu-kek';
  return { module: resolve(pair[0]), tokenLabel: pair[1], key, pinFile: resolve(pin[1]) };
}

function readCheckpoints(environment: Environment): Settings['checkpoints'] {
  const pair = readPair(environment, 'WARIFU_CHECKPOINT_DIR', 'WARIFU_CHECKPOINT_KEY_FILE');
  return pair && { folder: resolve(pair[0]), keyFile: resolve(pair[1]) };
}

function readAuthority(environment: Environment): Settings['authority'] {
  const pair = readPair(environment, 'WARIFU_AUTHORITY_URL', 'WARIFU_AUTHORITY_KEY_FILE');
  if (pair === undefined) return undefined;
  const url = address('http:', 'https:')(pair[0]);
  if (url === undefined) throw new PlainFault('WARIFU_AUTHORITY_URL must be an http or https address.');
  if (url.startsWith('http:') && !isLoopback(new URL(url).hostname)) {
    throw new PlainFault('WARIFU_AUTHORITY_URL must be https, except to this very machine.');
  }
  return { url, keyFile: resolve(pair[1]) };
}

/**
 * RADIUS has no TLS here, and its packets hide a code only by MD5: it is on the loopback unless an operator names the
 * very address, of a network of his own, and never on all of them at once.
 */
function readRadiusHost(environment: Environment): string | undefined {
  const host =
    read(environment, 'WARIFU_RADIUS_HOST', 'one address of this machine, or off', (text) =>
      text === 'off' || (isIP(text) !== 0 && !/^[0.:]+$/.test(text)) ? text : undefined,
    ) ?? '127.0.0.1';
  return host === 'off' ? undefined : host;
}

/** Metrics tell nothing of a person and much of the bank: they are for this machine, or one network of its operators. */
function readMetricsHost(environment: Environment): string | undefined {
  const host =
    read(environment, 'WARIFU_METRICS_HOST', 'one address of this machine, or off', (text) =>
      text === 'off' || (isIP(text) !== 0 && !/^[0.:]+$/.test(text)) ? text : undefined,
    ) ?? '127.0.0.1';
  return host === 'off' ? undefined : host;
}

/** Passwords and codes never leave the machine in the clear: outside of loopback there is TLS, or a proxy that has it. */
function judgeHost({ host, tls, trustedProxies }: Settings): void {
  if (isLoopback(host) || tls !== undefined || trustedProxies.length > 0) return;
  throw new PlainFault(
    `WARIFU_HOST is ${host}, which others can reach: set WARIFU_TLS_CERT and WARIFU_TLS_KEY, or WARIFU_TRUSTED_PROXIES.`,
  );
}

/** An archive in the data folder would be lost with it. */
function judgeArchive({ archiveDir, dataDir }: Settings): void {
  if (archiveDir === undefined || (archiveDir !== dataDir && !isBelow(archiveDir, dataDir))) return;
  throw new PlainFault('WARIFU_ARCHIVE_DIR lies in the data folder: keep it apart, best on another disk.');
}

/** Whether the path lies in the folder. Both absolute. */
export const isBelow = (file: string, folder: string): boolean =>
  isAbsolute(file) && file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
