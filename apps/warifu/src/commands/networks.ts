import { join } from 'node:path';
import { systemClock } from '@warifu/base';
import { buildNetworks } from '@warifu/networks';
import { PORT_OFFSET, readSettings } from '../config.ts';
import { NETWORKS_READY } from '../demo/networks-process.ts';
import { codeOf, PlainFault } from '../plain-fault.ts';
import { listenOn } from '../server/listen.ts';
import { untilSignal } from '../server/until-signal.ts';

/** 全銀 with the other banks behind it, and the mailbox: a process of its own, on loopback alone. */
export async function networks(): Promise<void> {
  const { dataDir, portBase } = readSettings(process.env);
  const host = '127.0.0.1';
  const ending = untilSignal();
  // Started by the demo, it ends with the demo, however that ends.
  if (!process.stdin.isTTY) {
    process.stdin.once('end', ending.end);
    process.stdin.once('error', ending.end);
    process.stdin.resume();
  }
  const smtpPort = portBase + PORT_OFFSET.smtp;
  let built: Awaited<ReturnType<typeof buildNetworks>>;
  try {
    built = await buildNetworks({ folder: join(dataDir, 'networks'), clock: systemClock, host, smtpPort });
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    throw new PlainFault(
      `Port ${smtpPort} on ${host} is taken by another program: end it, or set WARIFU_PORT_BASE to another number.`,
    );
  }
  try {
    const served = await listenOn(built.app, { host }, portBase + PORT_OFFSET.networks);
    process.stdout.write(`${NETWORKS_READY}\n`);
    await ending.given;
    await served.close();
  } finally {
    await built.close();
  }
}
