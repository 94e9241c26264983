import { parseArgs } from 'node:util';
import { demo } from './commands/demo.ts';
import { keys } from './commands/keys.ts';
import { migrateCommand } from './commands/migrate.ts';
import { networks } from './commands/networks.ts';
import { serve } from './commands/serve.ts';
import { verify } from './commands/verify.ts';
import { codeOf, PlainFault } from './plain-fault.ts';
import { runTokenCli } from './token-cli/run-token-cli.ts';

const HELP = `warifu — internet banking with a one-time password for every payment

  warifu demo [--port-base N] [--json]      a bank to try: made once, served until Ctrl-C; --json prints its passwords
  warifu migrate                            brings the database to this version, as its owner
  warifu serve [--only PARTS] [--port-base N]
                                            serves; PARTS of internet-banking,token,jobs
  warifu verify                             proves books, limits, approvals and token steps; names the first fault
  warifu keys new | rotate                  makes the key file; seals all token secrets under a new key, online
  warifu token new | show | watch           a token at the terminal
  warifu networks                           the stand-in for all other banks, and a mailbox (for demos)

Settings are environment variables: DATABASE_URL, WARIFU_PORT_BASE, WARIFU_DATA_DIR, WARIFU_HOST, … (docs/operations.md).
`;

/** The command line. An operator's mistake is one sentence and the status 1; a bug of ours keeps its stack. */
export async function main(words: readonly string[]): Promise<void> {
  try {
    await run(words);
  } catch (error) {
    if (!(error instanceof PlainFault) && !isWrongWord(error)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

const isWrongWord = (error: unknown): error is Error =>
  error instanceof Error && (codeOf(error)?.startsWith('ERR_PARSE_ARGS') ?? false);

async function run([command, ...rest]: readonly string[]): Promise<void> {
  switch (command) {
    case 'token':
      process.exitCode = await runTokenCli(rest);
      return;
    case 'demo': {
      const { values } = parseArgs({
        args: rest,
        options: { json: { type: 'boolean', default: false }, 'port-base': { type: 'string' } },
      });
      return demo({ json: values.json, ...portBaseOf(values) });
    }
    case 'serve': {
      const { values } = parseArgs({
        args: rest,
        options: { only: { type: 'string' }, 'port-base': { type: 'string' } },
      });
      return serve({ ...(values.only === undefined ? {} : { only: values.only }), ...portBaseOf(values) });
    }
    case 'migrate':
      return migrateCommand();
    case 'verify':
      return verify();
    case 'keys':
      return keys(rest[0]);
    case 'networks':
      return networks();
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      process.stdout.write(HELP);
      return;
    default:
      throw new PlainFault(`warifu does not know ${command}: warifu --help says what it knows.`);
  }
}

const portBaseOf = (values: { readonly 'port-base'?: string }): { readonly portBase?: string } =>
  values['port-base'] === undefined ? {} : { portBase: values['port-base'] };
