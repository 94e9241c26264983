import { randomInt } from 'node:crypto';
import type { BankTables } from '@warifu/bank';
import { openDatabase } from '@warifu/pg';
import { listBeginning, listByAccount, listOrderRows } from '../packages/bank/src/branch/search/queries.ts';
import { hashPassword, verifyPassword } from '../packages/bank/src/contracts/passwords.ts';
import { withHands } from '../tests/load/http.ts';
import type { LoadPerson } from '../tests/load/people.ts';
import { type Stage, startServer } from '../tests/load/stage.ts';
import { assertHonest, type Generator } from './ask-generator.ts';
import { type Point, pointOf, told } from './report.ts';
import { untilNextStep } from './steps.ts';

/** What was repeated at one size, and how. */
export type ScalePoint = Point & { readonly what: string };

const BANK_CODE = '0001';
const PREPARING_HANDS = 32;
const ROUNDS = [{ inFlight: 32, isWarmUp: true }, { inFlight: 32 }, { inFlight: 64 }];
const STATEMENT_HANDS = 16;
const LOGINS_ALONE = 50;
const LOGINS = 200;
const LOGIN_HANDS = 8;
const SEARCHES = 1_000;
const SEARCH_HANDS = 4;
const PAGE = 21;

/** All over HTTP but the branch's searches, which are its statements without the pages around them. */
export async function measureScale(
  stage: Stage,
  portBase: number,
  generator: Generator,
  people: readonly LoadPerson[],
  filled: { readonly contracts: number; readonly password: string },
): Promise<readonly ScalePoint[]> {
  const server = await startServer(stage, portBase);
  try {
    await generator.ask({ task: 'enter', site: server.site, people });
    told('entered');
    return [
      ...(await measureTransfers(generator, people.length)),
      await measureStatements(generator),
      ...(await measureLogins(generator, filled.password)),
      await measurePassword(filled.password),
      ...(await measureSearches(stage, filled.contracts)),
    ];
  } finally {
    await server.stop();
  }
}

async function measureTransfers(generator: Generator, count: number): Promise<readonly ScalePoint[]> {
  const points: ScalePoint[] = [];
  for (const { inFlight, isWarmUp = false } of ROUNDS) {
    await generator.ask({ task: 'prepare', count, hands: PREPARING_HANDS, bankCode: BANK_CODE });
    await untilNextStep();
    const done = await generator.ask({ task: 'execute', hands: inFlight });
    assertHonest(done, `${inFlight} transfers in flight`);
    const point = { what: 'transfer', ...pointOf(inFlight, done) };
    told(JSON.stringify(point));
    if (!isWarmUp) points.push(point);
  }
  return points;
}

async function measureStatements(generator: Generator): Promise<ScalePoint> {
  const done = await generator.ask({ task: 'statements', hands: STATEMENT_HANDS });
  assertHonest(done, 'statements');
  return { what: 'statement', ...pointOf(STATEMENT_HANDS, done) };
}

async function measureLogins(generator: Generator, password: string): Promise<readonly ScalePoint[]> {
  const points: ScalePoint[] = [];
  for (const { count, hands } of [
    { count: LOGINS_ALONE, hands: 1 },
    { count: LOGINS, hands: LOGIN_HANDS },
  ]) {
    const done = await generator.ask({ task: 'login', count, hands, password });
    assertHonest(done, 'logins');
    points.push({ what: 'login', ...pointOf(hands, done) });
  }
  return points;
}

async function timed(count: number, hands: number, work: () => Promise<unknown>) {
  const latenciesMs: number[] = [];
  const begun = performance.now();
  await withHands(Array.from({ length: count }), hands, async () => {
    const from = performance.now();
    await work();
    latenciesMs.push(performance.now() - from);
  });
  return { seconds: (performance.now() - begun) / 1_000, latenciesMs };
}

/** What of a login is the password alone, whose cost is meant and knows no size. */
async function measurePassword(password: string): Promise<ScalePoint> {
  const passwordHash = await hashPassword(password);
  return {
    what: 'password of a login, by itself',
    ...pointOf(1, await timed(LOGINS_ALONE, 1, () => verifyPassword(passwordHash, password))),
  };
}

async function measureSearches(stage: Stage, contracts: number): Promise<readonly ScalePoint[]> {
  const database = openDatabase<BankTables>({
    connectionString: stage.reached.urlFor('branch_app'),
    connectionsMax: SEARCH_HANDS,
  });
  const db = database.kysely;
  const any = () => randomInt(1, contracts);
  const numberOf = () => String(10_000_000_000 + any());
  const nobody = { receiptNumber: undefined, from: undefined, before: undefined, after: undefined };
  const searches: Readonly<Record<string, () => Promise<unknown>>> = {
    'branch: contract number, beginning': () =>
      listBeginning(db, 'number', numberOf().slice(0, -2), undefined, PAGE),
    'branch: name, beginning': () => listBeginning(db, 'name', `負荷試験${any()}`, undefined, PAGE),
    'branch: account number': () => listByAccount(db, String(any()).padStart(7, '0'), undefined, PAGE),
    'branch: orders of a contract': () =>
      listOrderRows(db, { ...nobody, contractNumber: numberOf(), limit: PAGE }),
    'branch: newest orders': () => listOrderRows(db, { ...nobody, contractNumber: undefined, limit: PAGE }),
  };
  try {
    const points: ScalePoint[] = [];
    for (const [what, search] of Object.entries(searches)) {
      await timed(SEARCHES / 10, SEARCH_HANDS, search);
      points.push({ what, ...pointOf(SEARCH_HANDS, await timed(SEARCHES, SEARCH_HANDS, search)) });
    }
    return points;
  } finally {
    await database.close();
  }
}
