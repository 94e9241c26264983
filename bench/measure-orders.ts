import type { Bank } from '@warifu/bank';
import { businessDate, present } from '@warifu/base';
import pg from 'pg';
import { startNetworks } from '../apps/warifu/src/demo/networks-process.ts';
import { fillDemoRates } from '../apps/warifu/src/demo/rates.ts';
import { connectPayEasy } from '../apps/warifu/src/pay-easy-client.ts';
import { withHands } from '../tests/load/http.ts';
import { fillPeople, type LoadPerson } from '../tests/load/people.ts';
import {
  openStage,
  openWings,
  runCommand,
  type Stage,
  startServer,
  type Wings,
} from '../tests/load/stage.ts';
import { assertHonest, openGenerator } from './ask-generator.ts';
import type { OrderToExecute } from './generator.ts';
import { moveTo } from './move-to.ts';
import { MEASURED_KINDS, type MeasuredKind, openSavings, prepareOrder, TRANSFER } from './order-kinds.ts';
import { conditionsOf, type Point, pointOf, told } from './report.ts';
import { untilNextStep } from './steps.ts';

const PORT_BASE = 25_200;
const IN_FLIGHT = 16;
const PREPARING_HANDS = 8;

/** Of one kind of order. */
interface NamedPoint extends Point {
  readonly name: string;
}

/** Each kind beside the transfer of the same run. */
export interface OrderFigures {
  /** The mean of two rounds of transfers, one before all other kinds and one after them. */
  readonly transfersPerSecond: number;
  readonly points: readonly NamedPoint[];
  /** To the transfer. */
  readonly ratio: Readonly<Record<string, number>>;
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** Savings of everybody, their first instalment debited by a day of the bank. */
async function saveFirst(owner: pg.Client, bank: Bank, people: readonly LoadPerson[]): Promise<void> {
  const days = await bank.listBookingDays();
  const { date } = present(
    days.find(({ isBookable }) => isBookable),
    'a month has a business day',
  );
  const chosenDay = Number(date.slice(-2));
  await withHands(people, PREPARING_HANDS, (person) => openSavings(bank, person, chosenDay));
  await moveTo(owner, bank, businessDate(date));
  while ((await bank.runDay()) > 0);
}

async function fill(
  stage: Stage,
  owner: pg.Client,
  wings: Wings,
  size: number,
): Promise<readonly LoadPerson[]> {
  await fillDemoRates(stage.ownerUrl);
  const people = await fillPeople(wings, {
    contracts: size,
    deposit: 1_000_000n,
    furtherDeposits: [1_000_000n],
  });
  // As if their tokens had been registered a week ago: a raised limit waits for the end of a cool-down.
  await owner.query('update bank.contract set cool_down_until = null');
  await saveFirst(owner, wings.bank, people);
  await owner.query('vacuum analyze');
  told('filled');
  return people;
}

/** Rounds of one kind each: prepared in this process, executed over HTTP by the load generator. */
export async function measureOrders(size: number): Promise<OrderFigures> {
  const stage = await openStage(PORT_BASE);
  const owner = new pg.Client({ connectionString: stage.ownerUrl });
  await owner.connect();
  const networks = await startNetworks({ ...process.env, ...stage.environment }, (what, error) => {
    console.error(what, error);
  });
  const wings = await openWings(stage, { payEasy: connectPayEasy({ url: stage.settings.payEasyUrl }) });
  const generator = openGenerator();
  try {
    const people = await fill(stage, owner, wings, size);
    const server = await startServer(stage, PORT_BASE);
    await generator.ask({ task: 'enter', site: server.site, people });
    const round = async (kind: MeasuredKind): Promise<NamedPoint> => {
      const orders: OrderToExecute[] = [];
      await withHands([...people.entries()], PREPARING_HANDS, async ([place, person]) => {
        orders.push(await prepareOrder(kind, wings.bank, person, place));
      });
      await generator.ask({ task: 'take', orders });
      if (kind.needsCode) await untilNextStep();
      const done = await generator.ask({ task: 'execute', hands: IN_FLIGHT });
      assertHonest(done, kind.name);
      const point = { name: kind.name, ...pointOf(IN_FLIGHT, done) };
      told(`executed ${JSON.stringify(point)}`);
      return point;
    };
    // A server that has just started compiles and plans what one that has served for a minute keeps: not counted.
    await round(TRANSFER);
    const before = await round(TRANSFER);
    const points: NamedPoint[] = [];
    for (const kind of MEASURED_KINDS) points.push(await round(kind));
    const after = await round(TRANSFER);
    const conditions = await conditionsOf(owner);
    await server.stop();
    const verified = await runCommand(stage, ['verify']);
    if (verified.status !== 0) throw new Error(`The figures are void. ${verified.printed}`);
    const transfersPerSecond = Math.round((before.perSecond + after.perSecond) / 2);
    return {
      transfersPerSecond,
      points: [before, ...points, after],
      ratio: Object.fromEntries(
        points.map(({ name, perSecond }) => [name, Number((perSecond / transfersPerSecond).toFixed(3))]),
      ),
      conditions: {
        ...conditions,
        contracts: size,
        warmUp: 'one round of transfers',
        orders:
          'prepared by the functions of the bank, executed over HTTP; those that are free without a code',
        payEasy: 'the stand-in of the network on the same cores, asked within the request',
        verify: 'clean',
      },
    };
  } catch (error) {
    console.error(error);
    throw error;
  } finally {
    generator.close();
    await wings.close();
    await networks.stop();
    await owner.end();
    await stage.close();
  }
}
