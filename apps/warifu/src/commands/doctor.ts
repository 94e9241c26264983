import { parseArgs } from 'node:util';
import { readSettings, type Settings } from '../config.ts';
import { type Reached, reachDatabase } from '../database/reach.ts';
import { LOGIN_ROLES } from '../database/roles.ts';
import { checkLogins, checkMigrations, checkServer } from '../doctor/database.ts';
import { type Finding, fault, findingsOf, good } from '../doctor/finding.ts';
import { ntpServerOf } from '../doctor/sntp.ts';
import {
  checkArchive,
  checkBackups,
  checkCounterpart,
  checkDisk,
  checkKeys,
  checkMail,
  checkNtp,
  checkSecrets,
} from '../doctor/surroundings.ts';
import { PlainFault } from '../plain-fault.ts';

const CHECK_WIDTH = 20;
const MARKS: Readonly<Record<Finding['state'], string>> = { good: 'good', left_out: '–', fault: 'FAULT' };

/** Looks at everything that a bank stands on, and says of each fault what to do. Ends with 1 where there is one. */
export async function doctor(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      json: { type: 'boolean', default: false },
      ntp: { type: 'string' },
      backups: { type: 'string' },
    },
  });
  const findings = await examine(process.env, values, Date.now);
  process.stdout.write(values.json ? `${JSON.stringify(findings, null, 2)}\n` : textOf(findings));
  if (findings.some(({ state }) => state === 'fault')) process.exitCode = 1;
}

/** All findings, in the order in which they are best mended. */
export async function examine(
  environment: Readonly<Record<string, string | undefined>>,
  options: { readonly ntp?: string | undefined; readonly backups?: string | undefined },
  nowMs: () => number,
): Promise<readonly Finding[]> {
  let settings: Settings;
  try {
    const ntp = options.ntp ?? environment['WARIFU_NTP'];
    settings = readSettings({ ...environment, WARIFU_NTP: ntp });
  } catch (error) {
    if (!(error instanceof PlainFault)) throw error;
    return [fault('configuration', error.message, 'Do what it says (docs/operations.md, Configuration).')];
  }
  const ntp = settings.ntp === undefined ? undefined : ntpServerOf(settings.ntp);
  const inside = await examineDatabase(settings, nowMs);
  const around = await Promise.all([
    checkSecrets(settings.dataDir),
    checkNtp(ntp, nowMs),
    checkDisk('the data folder', settings.dataDir),
    ...(settings.archiveDir === undefined ? [] : [checkDisk('the archive', settings.archiveDir)]),
    checkBackups(options.backups, nowMs),
    checkMail(settings.smtpUrl),
    checkCounterpart('zengin', settings.zenginUrl, 'WARIFU_ZENGIN_URL'),
    checkCounterpart('pay-easy', settings.payEasyUrl, 'WARIFU_PAY_EASY_URL'),
    ...(settings.authority === undefined
      ? []
      : [checkCounterpart('token authority', settings.authority.url, 'WARIFU_AUTHORITY_URL')]),
  ]);
  return [good('configuration', 'every variable has its form'), ...inside, ...around.flat()];
}

function examineDatabase(settings: Settings, nowMs: () => number): Promise<readonly Finding[]> {
  return findingsOf('database', 'Look at the server’s log.', async () => {
    const reached = await reachDatabase(settings, { makesPasswords: false });
    try {
      return await examineReached(settings, reached, nowMs);
    } finally {
      await reached.close();
    }
  });
}

async function examineReached(settings: Settings, reached: Reached, nowMs: () => number) {
  const url = reached.urlFor('bank_app');
  const found = [
    await checkServer(url, nowMs),
    await checkMigrations(url),
    await checkLogins(reached, LOGIN_ROLES),
    settings.authority === undefined ? await checkKeys(settings, reached) : [],
    await checkArchive(url),
  ];
  return found.flat();
}

function textOf(findings: readonly Finding[]): string {
  const lines = findings.map((finding) => {
    const line = `${MARKS[finding.state].padEnd(6)}${finding.check.padEnd(CHECK_WIDTH)} ${finding.says}`;
    return finding.state === 'fault' ? `${line}\n      ${finding.remedy}` : line;
  });
  const faults = findings.filter(({ state }) => state === 'fault').length;
  return `${lines.join('\n')}\n${faults === 0 ? 'Nothing is wrong.' : `${faults} to mend.`}\n`;
}
