import { parseArgs } from 'node:util';
import { type ConsolePasswordRefusal, judgeConsolePassword } from '@warifu/token-authority';
import { readSettings } from '../config.ts';
import { PlainFault } from '../plain-fault.ts';
import { drawConsolePassword, setConsolePassword } from '../server/console-password.ts';
import { ask, Interrupted } from '../token-cli/ask.ts';
import { terminalIo } from '../token-cli/io.ts';

const REFUSALS: Readonly<Record<ConsolePasswordRefusal, string>> = {
  too_short: 'The password must have at least 12 characters.',
  too_long: 'The password may have at most 128 characters.',
};

/** `console password`: sets the password of the authority's console, typed twice, or drawn at random and told once. */
export async function consoleCommand(args: readonly string[]): Promise<void> {
  const options = { draw: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== 'password')
    throw new PlainFault('warifu console takes password.');
  const { dataDir } = readSettings(process.env);
  if (values.draw) {
    process.stdout.write(`${await drawConsolePassword(dataDir)}\n`);
    return;
  }
  const password = await askTwice();
  const refusal = judgeConsolePassword(password);
  if (refusal) throw new PlainFault(REFUSALS[refusal]);
  await setConsolePassword(dataDir, password);
  process.stderr.write('The console’s password is set; whoever was logged in is logged out.\n');
}

async function askTwice(): Promise<string> {
  const io = terminalIo();
  try {
    const password = await ask(io, 'New password: ', true);
    const again = await ask(io, 'Once more: ', true);
    if (password === undefined || password !== again) throw new PlainFault('The two passwords differ.');
    return password;
  } catch (error) {
    if (error instanceof Interrupted) throw new PlainFault('Nothing was changed.');
    throw error;
  }
}
