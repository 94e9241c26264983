import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { present, systemClock, turns } from '@warifu/base';
import pg from 'pg';
import { untilNextStep } from '../../bench/steps.ts';
import { openParty, type Party } from '../load/authority.ts';
import { withHands } from '../load/http.ts';
import { openStage, openWings, runCommand, type ServerProcess, startServer } from '../load/stage.ts';
import { issueToken, type LoadToken, unpackToken } from '../load/token.ts';

/**
 * Two server processes on one database and one key file validate codes while `keys rotate` runs, and go on when the old key
 * has left the file: every code is accepted, by either process, and neither is started anew. `npm run rotation`.
 *
 * `--planted` takes the old key away before anything is sealed anew, as a hasty operator would: the proof must see it.
 */
const { values } = parseArgs({
  options: { tokens: { type: 'string', default: '300' }, planted: { type: 'boolean', default: false } },
});
const TOKENS = Number(values.tokens);
const PORT_BASE = 20_800;
const SERVER_BASES = [20_840, 20_880];
const HANDS_EACH = 4;
/** A step lasts 30 s; its codes are asked for over so much of it. */
const SPREAD_MS = 22_000;
/** Longer than a server may take to notice another key file, twice. */
const NOTICED_MS = 5_000;

interface Bound {
  readonly subject: string;
  readonly token: LoadToken;
}
interface Round {
  readonly round: string;
  readonly verdicts: Readonly<Record<string, number>>;
}

const stage = await openStage(PORT_BASE);
const owner = new pg.Client({ connectionString: stage.ownerUrl });
await owner.connect();
const servers: ServerProcess[] = [];
const parties: Party[] = [];
const rounds: Round[] = [];
const faults: string[] = [];
const keyFile = present(stage.environment['WARIFU_KEK_FILE'], 'a stage has a key file');

async function bindTokens(): Promise<{ readonly bound: readonly Bound[]; readonly key: string }> {
  const wings = await openWings(stage);
  const { relyingPartyId, key } = await wings.authority.createRelyingParty({
    name: '鍵の更新の試験',
    scopes: ['verify'],
  });
  const port = wings.authority.portFor(relyingPartyId, ['verify']);
  const bound: Bound[] = [];
  await withHands(Array.from({ length: TOKENS }), HANDS_EACH, async () => {
    const packed = await issueToken(async (request) => {
      const outcome = await wings.authority.provision({ request, address: '127.0.0.1' });
      if (outcome.outcome !== 'issued') throw new Error('provisioning was refused');
      return outcome.reply;
    });
    const [subject, token] = [randomUUID(), await unpackToken(packed)];
    const code = await token.codeAt(systemClock());
    const answer = await port.bind({ subject, tokenId: token.tokenId, code, idempotencyKey: randomUUID() });
    if (answer.outcome !== 'bound') throw new Error(`a binding was refused: ${answer.reason}`);
    bound.push({ subject, token });
  });
  await wings.close();
  return { bound, key };
}

/** One code of each token, spread over a step, each token at the other process than the round before. */
async function validateAll(round: string, bound: readonly Bound[]): Promise<void> {
  await untilNextStep();
  const begun = performance.now();
  const verdicts: Record<string, number> = {};
  const shift = rounds.length;
  // A connection takes one question after the other.
  const inTurn = turns();
  const askOne = async ({ subject, token }: Bound, index: number): Promise<void> => {
    await wait(Math.max(0, (index / bound.length) * SPREAD_MS - (performance.now() - begun)));
    // One connection of the process; two servers, HANDS_EACH connections of each.
    const place = ((index + shift) % servers.length) + servers.length * (index % HANDS_EACH);
    const party = present(parties[place], 'each process has its connections');
    const verdict = await inTurn(String(place), async () => {
      const code = await token.codeAt(systemClock());
      return party.validate({ subject, code, idempotencyKey: randomUUID() });
    });
    verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  };
  await Promise.all(bound.map(askOne));
  rounds.push({ round, verdicts });
  if (verdicts['accepted'] !== bound.length) faults.push(`${round}: ${JSON.stringify(verdicts)}`);
}

interface KeyFile {
  readonly current: number;
  readonly sealing: Readonly<Record<string, string>>;
}
const readKeys = async (): Promise<KeyFile> => JSON.parse(await readFile(keyFile, 'utf8')) as KeyFile;

/** Takes the old keys out of the file, in one move as an operator does. */
async function retireOldKeys(): Promise<void> {
  const keys = await readKeys();
  const { current, sealing } = keys;
  const left = { ...keys, sealing: { [current]: sealing[current] } };
  await writeFile(`${keyFile}.left`, JSON.stringify(left), { mode: 0o600 });
  await rename(`${keyFile}.left`, keyFile);
}

/** As `keys rotate` without its second half: a new key, and no old one. */
async function plantHaste(): Promise<void> {
  const keys = await readKeys();
  const fresh = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64');
  const planted = { ...keys, current: keys.current + 1, sealing: { [keys.current + 1]: fresh } };
  await writeFile(`${keyFile}.left`, JSON.stringify(planted), { mode: 0o600 });
  await rename(`${keyFile}.left`, keyFile);
}

async function kekVersionOf(base: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${base + 20}/metrics`)).text();
  return Number(/^warifu_kek_version (\d+)$/m.exec(text)?.[1]);
}

async function rotate(): Promise<string> {
  const { status, printed } = await runCommand(stage, ['keys', 'rotate']);
  if (status !== 0) faults.push(`keys rotate ended with ${status}`);
  return printed.trim();
}

try {
  const { bound, key } = await bindTokens();
  for (const base of SERVER_BASES) servers.push(await startServer(stage, base, 'token'));
  for (let hand = 0; hand < HANDS_EACH; hand += 1)
    for (const server of servers) parties.push(openParty(server, key));
  await validateAll('before', bound);
  if (values.planted) {
    await plantHaste();
    await wait(NOTICED_MS);
    await validateAll('with the old key gone too soon', bound);
  } else {
    const [told] = await Promise.all([rotate(), validateAll('while it is rotated', bound)]);
    const { rows } = await owner.query<{ key_version: number; tokens: number }>(
      'select key_version, count(*)::integer as tokens from token.token group by 1',
    );
    const { current } = await readKeys();
    if (rows.some(({ key_version }) => key_version !== current)) faults.push('a secret is under an old key');
    const versions = await Promise.all(SERVER_BASES.map(kekVersionOf));
    if (versions.some((version) => version !== current)) faults.push(`the processes seal with ${versions}`);
    await retireOldKeys();
    await wait(NOTICED_MS);
    await validateAll('with the old key gone', bound);
    console.log(JSON.stringify({ told, tokens: rows, versions }));
  }
  if (servers.some(({ process: { exitCode } }) => exitCode !== null)) faults.push('a process ended');
  console.log(JSON.stringify({ name: 'rotation', processes: servers.length, tokens: TOKENS, rounds }));
} finally {
  for (const party of parties) party.close();
  for (const server of servers) await server.stop();
  await owner.end();
  await stage.close();
}
for (const fault of faults) console.error(fault);
if (values.planted)
  console.log(faults.length > 0 ? 'rotation: the planted fault was seen' : 'rotation: BLIND');
else console.log(faults.length === 0 ? 'rotation: nobody was refused' : 'rotation: FAILED');
process.exitCode = (faults.length === 0) === values.planted ? 1 : 0;
