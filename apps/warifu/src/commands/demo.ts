import { PORT_OFFSET, readSettings, type Settings } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { type Reached, reachDatabase } from '../database/reach.ts';
import { readDemo } from '../demo/demo-file.ts';
import { findMark, judgeMark, markFilled } from '../demo/demo-mark.ts';
import { greetingOf } from '../demo/greeting.ts';
import { startNetworks } from '../demo/networks-process.ts';
import { PlainFault } from '../plain-fault.ts';
import { WHOLE } from '../processes/worker.ts';
import { judgePorts } from '../server/listen.ts';
import { PARTS } from '../server/parts.ts';
import { type Ending, untilSignal } from '../server/until-signal.ts';
import { tellFault } from '../tell-fault.ts';

/** Prints what the demo drew at random, for people and programs. */
export async function printDemo(portBase: string | undefined): Promise<void> {
  const settings = readSettings(process.env, portBase);
  process.stdout.write(`${JSON.stringify(await readDemo(settings), null, 2)}\n`);
}

/** Makes the demo where there is none, then serves it with everything around it until told to stop. */
export async function demo(portBase: string | undefined): Promise<void> {
  const settings = readSettings(process.env, portBase);
  const ending = untilSignal();
  const { host, portBase: base } = settings;
  await judgePorts(host, [base + PORT_OFFSET.bank, base + PORT_OFFSET.token, base + PORT_OFFSET.branch]);
  await judgePorts(
    '127.0.0.1',
    [PORT_OFFSET.console, PORT_OFFSET.networks, PORT_OFFSET.smtp].map((offset) => base + offset),
  );
  // Beside the database, which takes as long to start.
  const starting = startNetworks(networksEnvironment(settings), tellFault);
  starting.catch(() => undefined);
  try {
    const reaching = reachDatabase(settings, {
      makesPasswords: true,
      onLost: (fault) => {
        tellFault('database', fault);
        process.exitCode = 1;
        ending.end();
      },
    });
    // What serves is read and compiled while the database starts.
    const loading = import('../server/serve-share.ts');
    const reached = await reaching;
    try {
      if ((await prepareDemo(settings, reached, ending.signal)) === 'stopped') return;
      await starting;
      await serveDemo(settings, reached, ending, await loading);
    } finally {
      await reached.close();
    }
  } finally {
    const networks = await starting.catch(() => undefined);
    await networks?.stop();
  }
}

const networksEnvironment = ({ portBase, dataDir }: Settings): NodeJS.ProcessEnv => ({
  ...process.env,
  WARIFU_PORT_BASE: String(portBase),
  WARIFU_DATA_DIR: dataDir,
});

async function prepareDemo(
  settings: Settings,
  reached: Reached,
  signal: AbortSignal,
): Promise<'filled' | 'stopped'> {
  const { ownerUrl, passwords } = reached;
  if (ownerUrl === undefined || passwords === undefined) {
    throw new PlainFault(
      'The demo makes its own database: set DATABASE_URL to an empty one, or none at all.',
    );
  }
  const mark = await findMark(ownerUrl);
  await judgeMark(ownerUrl, mark);
  await migrate({ ownerUrl, passwords: passwords.roles, marksDemo: true });
  if (mark === 'filled') return 'filled';
  process.stdout.write(
    'Filling the demo: five months of payments, each through the bank’s own functions …\n',
  );
  const { fillDemo } = await import('../demo/fill.ts');
  if ((await fillDemo(settings, reached, tellFault, signal)) === 'stopped') return 'stopped';
  await markFilled(ownerUrl);
  return 'filled';
}

async function serveDemo(
  settings: Settings,
  reached: Reached,
  ending: Ending,
  { serveShare }: typeof import('../server/serve-share.ts'),
): Promise<void> {
  const known = await readDemo(settings);
  const served = await serveShare(settings, reached, PARTS, WHOLE);
  process.stdout.write(greetingOf(known));
  await ending.given;
  process.stdout.write('Stopping …\n');
  await served.close();
}
