import { readSettings, type Settings } from '../config.ts';
import { type Reached, reachDatabase } from '../database/reach.ts';
import { openHouse } from '../server/open-house.ts';
import { tellFault } from '../tell-fault.ts';

/** Proves the whole database: book, limits, approvals, procedures, the audit chain, token steps. Ends with 1 and the first fault where one is found. */
export async function verify(): Promise<void> {
  const settings = readSettings(process.env);
  const reached = await reachDatabase(settings, { makesPasswords: false });
  try {
    await tellVerified(settings, reached);
  } finally {
    await reached.close();
  }
}

/** Says what the proof found. */
export async function tellVerified(settings: Settings, reached: Reached): Promise<void> {
  const faults = await listFaults(settings, reached);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  else
    process.stdout.write(
      'Clean: balances, entries, limits, approvals and token steps all agree; so do procedures and the audit trails.\n',
    );
}

/** Everything that contradicts what the bank and its authority claim, each a sentence. */
export async function listFaults(settings: Settings, reached: Reached): Promise<readonly string[]> {
  const house = await openHouse({
    settings,
    reached,
    onFault: tellFault,
    needsAuthority: true,
    needsOffice: true,
  });
  try {
    return [
      ...[...(await house.bank.verify()), ...((await house.office?.verify()) ?? [])].map(
        ({ name, sentence }) => `${name}: ${sentence}`,
      ),
      ...((await house.authority?.verify()) ?? []).map(
        ({ check, where, claim }) => `${check}: of ${where} it does not hold that ${claim}`,
      ),
      ...[(await house.authority?.verifyAudit())?.fault].flatMap((fault) =>
        fault === undefined ? [] : [`${fault.name}: ${fault.sentence}`],
      ),
    ];
  } finally {
    await house.close();
  }
}
