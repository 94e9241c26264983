import { spawn } from 'node:child_process';
import pg from 'pg';

const SCALE = 20;
const SECONDS = 5;
const CLIENTS = [8, 32] as const;
const DATABASE = 'pgbench';

const programs = ['/usr/lib/postgresql/15/bin/pgbench', 'pgbench'] as const;

/** How pgbench sends its statements: `simple` is how it comes, `prepared` its fastest. */
const MODES = ['simple', 'prepared'] as const;

/** Transactions a second of pgbench's TPC-B-like script, the best of 8 and 32 clients, by mode. */
export type TpcBRates = Readonly<Record<(typeof MODES)[number], number>>;

/** pgbench against the same server, in a database of its own. */
export interface TpcB {
  measure(): Promise<TpcBRates>;
}

function run(words: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  const attempt = (program: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, words, { env: { ...process.env, ...environment } });
      let printed = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (bytes: Buffer) => {
          printed += bytes.toString();
        });
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve(printed) : reject(new Error(printed))));
    });
  return attempt(programs[0]).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return attempt(programs[1]);
    throw error;
  });
}

export async function openTpcB(ownerUrl: string): Promise<TpcB> {
  const url = new URL(ownerUrl.replace('@/', '@localhost/'));
  const environment = {
    PGHOST: url.searchParams.get('host') ?? url.hostname,
    PGPORT: url.searchParams.get('port') ?? (url.port || '5432'),
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: DATABASE,
  };
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(`create database ${DATABASE}`);
  await owner.end();
  await run(['-i', '-q', '-s', String(SCALE)], environment);
  return {
    measure: async () => {
      const rates = { simple: 0, prepared: 0 };
      for (const mode of MODES) {
        for (const clients of CLIENTS) {
          const words = ['-c', String(clients), '-j', '2', '-T', String(SECONDS), '-M', mode];
          const printed = await run(words, environment);
          const perSecond = Number(/tps = ([\d.]+) \(without/.exec(printed)?.[1] ?? Number.NaN);
          if (!Number.isFinite(perSecond)) throw new Error(`pgbench said: ${printed}`);
          rates[mode] = Math.max(rates[mode], Math.round(perSecond));
        }
      }
      return rates;
    },
  };
}
