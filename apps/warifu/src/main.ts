import { parseArgs } from 'node:util';
import { takeEnvironmentKeys } from './keys/environment.ts';
import { codeOf, PlainFault } from './plain-fault.ts';

const HELP = `warifu — internet banking with a one-time password for every payment

  warifu demo [--port-base N] [--json]      a bank to try: made once, served until Ctrl-C; --json prints its passwords
  warifu demo forward 10d | 2w | 6m | 1y    moves the demo's business date, and works the days up to it
  warifu migrate                            brings the database to this version, as its owner
  warifu serve [--only PARTS] [--port-base N] [--processes N]
                                            serves; PARTS of internet-banking,token,branch-office,console,jobs
  warifu verify                             proves books, limits, approvals and token steps; names the first fault
  warifu doctor [--json] [--ntp HOST:PORT] [--backups DIR]
                                            looks at all that a bank stands on; each fault with its remedy
  warifu backup --to DIR                    a base backup of the running bank (embedded database)
  warifu backup verify DIR                  reads every byte of it and of the log behind it; names what is wrong
  warifu backup prune --keep N --to DIR     removes older ones, and the log that only they needed
  warifu restore --from DIR --to DATA_DIR [--until INSTANT]
                                            a new data folder as of an instant, or of the archive's end; verified
  warifu day [run] [--json]                 where the bank stands in its days; run works off what is due
  warifu months                             the parts of the tables that lie by months, with rows and sizes
  warifu months detach YYYY-MM              takes a month of the book off, with all before it, as the owner
  warifu rates                              rates in force and announced
  warifu rates set ordinary | time-deposit MONTHS | instalment-savings MONTHS RATE --from YYYY-MM-DD
                                            enters a rate of a day that has not begun, as the owner
  warifu keys new | rotate                  makes the key file; seals all token secrets under a new key, online
  warifu keys checkpoint                    makes the key that signs checkpoints of the audit trails
  warifu audit verify [--wing W] [--export FILE] [--checkpoints DIR --public-key FILE]
                                            proves the audit trails, in the database or exported; names the first fault
  warifu audit export --wing bank|token FILE
  warifu audit prune --wing bank|token --before YYYY-MM-DD
                                            takes old rows away, as the owner; their links stay, and are signed
  warifu radius add | list | remove         services that ask the token authority over RADIUS
  warifu token new | show | watch | delete  a token at the terminal
  warifu tokens import FILE --format pskc|csv [--key-file F | --passphrase-file F]
                                            takes a maker's seed file into the stock, all of it or none
  warifu tokens list [--state in_stock|handed_out|withdrawn] [--after TOKEN_ID]
  warifu tokens withdraw | restock TOKEN --reason WORDS
  warifu parties list | show PARTY          relying parties: bindings, keys, verdicts of the last minute, hour and day
  warifu parties add NAME --scopes verify,administer
  warifu parties rotate-key PARTY KEY [--overlap SECONDS]
  warifu parties revoke-key PARTY KEY
  warifu console password [--draw]          sets the password of the authority's console
  warifu operator add --number N --person P --name NAME --branch CODE
                                            adds one of the first two managers; prints the first password, once
  warifu metrics                            what is measured, as a page: each number, and when to worry
  warifu networks                           the stand-in for all other banks, and a mailbox (for demos)

Settings are environment variables: DATABASE_URL, WARIFU_PORT_BASE, WARIFU_DATA_DIR, WARIFU_HOST, … (docs/operations.md).
`;

/** The command line. An operator's mistake is one sentence and the status 1; a bug of ours keeps its stack. */
export async function main(words: readonly string[]): Promise<void> {
  takeEnvironmentKeys(process.env);
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

/** Each command is loaded when it is asked for: the counterpart needs no bank, and a token no database. */
async function run([command, ...rest]: readonly string[]): Promise<void> {
  switch (command) {
    case 'token': {
      const { runTokenCli } = await import('./token-cli/run-token-cli.ts');
      process.exitCode = await runTokenCli(rest);
      return;
    }
    case 'demo': {
      if (rest[0] === 'forward') return (await import('./commands/forward.ts')).forward(rest.slice(1));
      const { values } = parseArgs({
        args: rest,
        options: { json: { type: 'boolean', default: false }, 'port-base': { type: 'string' } },
      });
      const { demo, printDemo } = await import('./commands/demo.ts');
      return values.json ? printDemo(values['port-base']) : demo(values['port-base']);
    }
    case 'serve': {
      const { values } = parseArgs({
        args: rest,
        options: {
          only: { type: 'string' },
          'port-base': { type: 'string' },
          processes: { type: 'string' },
        },
      });
      const { only, processes } = values;
      return (await import('./commands/serve.ts')).serve({ only, processes, portBase: values['port-base'] });
    }
    case 'migrate':
      return (await import('./commands/migrate.ts')).migrateCommand();
    case 'verify':
      return (await import('./commands/verify.ts')).verify();
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctor(rest);
    case 'backup':
      return (await import('./commands/backup.ts')).backup(rest);
    case 'restore':
      return (await import('./commands/restore.ts')).restore(rest);
    case 'day':
      return (await import('./commands/day.ts')).day(rest);
    case 'months':
      return (await import('./commands/months.ts')).months(rest);
    case 'rates':
      return (await import('./commands/rates.ts')).rates(rest);
    case 'keys':
      return (await import('./commands/keys.ts')).keys(rest[0]);
    case 'audit':
      return (await import('./commands/audit.ts')).audit(rest);
    case 'radius':
      return (await import('./commands/radius.ts')).radius(rest);
    case 'tokens':
      return (await import('./commands/tokens.ts')).tokens(rest);
    case 'parties':
      return (await import('./commands/parties.ts')).parties(rest);
    case 'console':
      return (await import('./commands/console.ts')).consoleCommand(rest);
    case 'operator':
      return (await import('./commands/operator.ts')).operator(rest);
    case 'networks':
      return (await import('./commands/networks.ts')).networks();
    case 'metrics': {
      const { metricsPage } = await import('./watch/metrics-page.ts');
      process.stdout.write(metricsPage());
      return;
    }
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
