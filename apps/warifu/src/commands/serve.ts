import { PORT_OFFSET, readSettings } from '../config.ts';
import { reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';
import { judgePorts } from '../server/listen.ts';
import { openAuthorityHouse, openHouse } from '../server/open-house.ts';
import { PARTS, type Part, serveHouse } from '../server/serve-house.ts';
import { untilSignal } from '../server/until-signal.ts';
import { tellFault } from '../tell-fault.ts';
import { openWatch } from '../watch/open-watch.ts';

function partsOf(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS;
  return only.split(',').map((word) => {
    const part = PARTS.find((one) => one === word.trim());
    if (part === undefined)
      throw new PlainFault(`--only takes ${PARTS.join(', ')}; ${word} is none of them.`);
    return part;
  });
}

/** Serves until told to stop. The database must have been migrated. */
export async function serve(only: string | undefined, portBase: string | undefined): Promise<void> {
  const settings = readSettings(process.env, portBase);
  const parts = partsOf(only);
  const ending = untilSignal();
  const { host, portBase: base } = settings;
  if (parts.includes('internet-banking')) await judgePorts(host, [base + PORT_OFFSET.bank]);
  if (parts.includes('branch-office')) await judgePorts(host, [base + PORT_OFFSET.branch]);
  if (parts.includes('token')) await judgePorts(host, [base + PORT_OFFSET.token]);
  const isAuthorityAlone = parts.every((part) => part === 'token' || part === 'console');
  if (parts.includes('console')) await judgePorts('127.0.0.1', [base + PORT_OFFSET.console]);
  const reached = await reachDatabase(settings, {
    makesPasswords: false,
    ...(isAuthorityAlone ? { roles: ['token_app'] as const } : {}),
    onLost: (fault) => {
      tellFault('database', fault);
      process.exitCode = 1;
      ending.end();
    },
  });
  const watch = await openWatch(settings, process.env);
  try {
    const opening = { settings, reached, onFault: watch.log.fault, watch };
    const needsAuthority = parts.includes('token') || parts.includes('console');
    const needsOffice = parts.includes('branch-office') || parts.includes('jobs');
    const house = isAuthorityAlone
      ? await openAuthorityHouse(opening)
      : await openHouse({ ...opening, needsAuthority, needsOffice });
    try {
      const served = await serveHouse(settings, house, parts, watch);
      process.stdout.write(`Warifu serves ${parts.join(', ')} from port ${settings.portBase} on.\n`);
      await ending.given;
      await watch.drain(settings.drainSeconds);
      await served.close();
    } finally {
      await house.close();
    }
  } finally {
    await watch.close();
    await reached.close();
  }
}
