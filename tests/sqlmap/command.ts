import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openIntrudersGround } from '../intruders/ground.ts';
import { openStage } from '../load/stage.ts';
import type { Aim, Opened } from './aim.ts';
import { listAims } from './aims.ts';
import { openRelay, type Relay } from './relay.ts';
import { type Found, type Tried, tell, tellAim } from './tell.ts';
import { openToy } from './toy.ts';

const PORT_BASE = 20_640;
/** For one aim; whoever needs longer is cut off, and that is told. */
const AIM_MS = 600_000;

const OPTIONS = {
  /** Aims whose name holds one of these texts. */
  only: { type: 'string', multiple: true },
  /** Every field of every form, and not each name once on a face. */
  all: { type: 'boolean', default: false },
  level: { type: 'string', default: '1' },
  risk: { type: 'string', default: '1' },
  /** How sqlmap asks; `BEUSTQ` is everything it can. What a UNION or a nested query finds, the others find as well. */
  technique: { type: 'string', default: 'BEST' },
  /** After these no aim is begun any more, and the command fails for those that are left. */
  minutes: { type: 'string', default: '60' },
} as const;

interface Effort {
  readonly level: string;
  readonly risk: string;
  readonly technique: string;
}

/** Bounded and alone: one thread, PostgreSQL's own payloads, no question asked, nothing but loopback. */
function wordsFor(
  fields: readonly string[],
  { url, data }: Opened,
  { port, folder, level, risk, technique }: Effort & { readonly port: number; readonly folder: string },
) {
  return [
    '-u',
    `http://127.0.0.1:${port}${url}`,
    ...(data === undefined ? [] : ['--data', data]),
    ...(fields.length === 0 ? [] : ['-p', fields.join(',')]),
    ...['--batch', '--threads', '1', '--level', level, '--risk', risk, '--dbms', 'PostgreSQL'],
    ...['--technique', technique],
    ...['--time-sec', '3', '--timeout', '20', '--retries', '1', '--skip-waf', '--ignore-proxy'],
    ...['--ignore-redirects', '--ignore-code', '400,401,403,404,409,410,422'],
    ...['--flush-session', '--disable-coloring', '--output-dir', folder],
  ];
}

function run(words: readonly string[]): Promise<string> {
  const child = spawn('sqlmap', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (octets: Buffer) => {
      printed += octets.toString();
    });
  const timer = setTimeout(() => child.kill('SIGKILL'), AIM_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(timer);
      resolve(printed);
    });
  });
}

/** Silence of a tool that tried nothing is no finding of nothing. */
function judge(printed: string): Found {
  if (printed.includes('identified the following injection point')) return 'injectable';
  return printed.includes('all tested parameters do not appear to be injectable') ? 'nothing' : 'not tried';
}

async function tryAim(aim: Aim, relay: Relay, effort: Effort): Promise<Tried> {
  const folder = await mkdtemp(join(tmpdir(), 'warifu-sqlmap-'));
  try {
    const opened = await aim.open();
    relay.lead(opened.answer);
    const printed = await run(wordsFor(aim.fields, opened, { ...effort, port: relay.port, folder }));
    const tried: Tried = { aim, found: judge(printed), statuses: { ...relay.counts() } };
    tellAim(tried, printed);
    return tried;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function isThere(): boolean {
  if (spawnSync('sqlmap', ['--version'], { stdio: 'ignore' }).status === 0) return true;
  console.error('sqlmap is missing: install Debian’s sqlmap, or what brings it elsewhere.');
  return false;
}

const TOY: Omit<Aim, 'open'> = { face: 'api', name: 'the toy', fields: ['id'] };

/** Lets sqlmap loose at a toy that must be found, and then at everything of the product. */
export async function sqlmap(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (!isThere()) return false;
  const stage = await openStage(PORT_BASE);
  const ground = await openIntrudersGround({ ownerUrl: stage.ownerUrl, urlFor: stage.reached.urlFor });
  const relay = await openRelay();
  const toy = await openToy(stage.ownerUrl);
  const tries: Tried[] = [];
  const until = performance.now() + Number(values.minutes) * 60_000;
  let isSeen = false;
  let left = 0;
  try {
    const { answer } = toy;
    const seen = await tryAim({ ...TOY, open: async () => ({ url: '/?id=1', answer }) }, relay, values);
    isSeen = seen.found === 'injectable';
    const all = await listAims(ground, values.all);
    const { only = [''] } = values;
    const aims = all.filter(({ name }) => only.some((text) => name.includes(text)));
    left = aims.length;
    for (const aim of aims) {
      if (performance.now() > until) break;
      tries.push(await tryAim(aim, relay, values));
      left -= 1;
    }
  } finally {
    await relay.close();
    await toy.close();
    await ground.close();
    await stage.close();
  }
  return tell(isSeen, tries, left);
}
