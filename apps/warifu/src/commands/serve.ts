import cluster from 'node:cluster';
import { PORT_OFFSET, readSettings, type Settings } from '../config.ts';
import { type Reached, reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';
import { keepWorkers } from '../processes/keep-workers.ts';
import { openLine, WHOLE } from '../processes/worker.ts';
import { judgePorts, type Listening } from '../server/listen.ts';
import { isAuthorityAlone, PARTS, type Part } from '../server/parts.ts';
import { type Ending, untilSignal } from '../server/until-signal.ts';
import { tellFault } from '../tell-fault.ts';
import { serveWatch, watchWorkers } from '../watch/serve-watch.ts';

/** What the words of the command line say, each as it was typed. */
export interface ServeWords {
  readonly only: string | undefined;
  readonly portBase: string | undefined;
  readonly processes: string | undefined;
}

/** What several processes can serve together; the rest is done by the first of them. */
const SHARED_PARTS: readonly Part[] = ['internet-banking', 'token', 'branch-office'];
/** A process needs some of each wing's connections whatever its share. */
const CONNECTIONS_MIN = 4;

function partsOf(only: string | undefined): readonly Part[] {
  if (only === undefined) return PARTS;
  return only.split(',').map((word) => {
    const part = PARTS.find((one) => one === word.trim());
    if (part === undefined)
      throw new PlainFault(`--only takes ${PARTS.join(', ')}; ${word} is none of them.`);
    return part;
  });
}

/** Serves until told to stop, in one process or in several behind the same ports. The database must have been migrated. */
export async function serve({ only, portBase, processes }: ServeWords): Promise<void> {
  const said = processes === undefined ? {} : { WARIFU_PROCESSES: processes };
  const settings = readSettings({ ...process.env, ...said }, portBase);
  const parts = partsOf(only);
  const ending = untilSignal();
  if (cluster.isWorker) return serveAsWorker(settings, parts, ending);
  const { host, portBase: base } = settings;
  if (parts.includes('internet-banking')) await judgePorts(host, [base + PORT_OFFSET.bank]);
  if (parts.includes('branch-office')) await judgePorts(host, [base + PORT_OFFSET.branch]);
  if (parts.includes('token')) await judgePorts(host, [base + PORT_OFFSET.token]);
  if (parts.includes('console')) await judgePorts('127.0.0.1', [base + PORT_OFFSET.console]);
  const isShared = settings.processes > 1;
  if (isShared && !parts.some((part) => SHARED_PARTS.includes(part)))
    throw new PlainFault(`Several processes serve ${SHARED_PARTS.join(', ')}; ${only} is for one.`);
  const reaching = reach(settings, parts, ending);
  // What serves is read and compiled while the database starts.
  const loading = isShared ? undefined : import('../server/serve-share.ts');
  const reached = await reaching;
  try {
    const serving =
      loading === undefined
        ? await keepShares(settings)
        : await (await loading).serveShare(settings, reached, parts, WHOLE);
    const many = isShared ? `, with ${settings.processes} processes` : '';
    process.stdout.write(`Warifu serves ${parts.join(', ')} from port ${settings.portBase} on${many}.\n`);
    await ending.given;
    await serving.close();
  } finally {
    await reached.close();
  }
}

/** Keeps the processes, and answers for all of them on the port of metrics and health. */
async function keepShares(settings: Settings): Promise<Listening> {
  const workers = await keepWorkers(settings.processes, tellFault);
  const watching = await serveWatch(settings, watchWorkers(), tellFault);
  return { close: () => workers.stop().finally(watching.close) };
}

/** One of several: reached through the ports of the process that keeps it, and stopped by it. */
async function serveAsWorker(settings: Settings, parts: readonly Part[], ending: Ending): Promise<void> {
  const line = openLine();
  const connections = Math.max(CONNECTIONS_MIN, Math.ceil(settings.poolConnections / settings.processes));
  const own = { ...settings, poolConnections: Math.min(settings.poolConnections, connections) };
  const reached = await reach(own, parts, ending);
  try {
    const { serveShare } = await import('../server/serve-share.ts');
    const serving = await serveShare(own, reached, parts, line.share);
    line.tellServing();
    await Promise.race([line.stopped, ending.given]);
    await serving.close();
  } finally {
    await reached.close();
    // The line to the process that keeps this one would hold it open.
    cluster.worker?.disconnect();
  }
}

const reach = (settings: Settings, parts: readonly Part[], ending: Ending): Promise<Reached> =>
  reachDatabase(settings, {
    makesPasswords: false,
    ...(isAuthorityAlone(parts)
      ? {
          roles: parts.includes('token')
            ? (['token_app', 'audit_sealer'] as const)
            : (['token_app'] as const),
        }
      : {}),
    onLost: (fault) => {
      tellFault('database', fault);
      process.exitCode = 1;
      ending.end();
    },
  });
