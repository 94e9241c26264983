/** The bank, one day after the other, in a process that may be killed at any moment and goes on where it was. */
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { Bank } from '@warifu/bank';
import { type BusinessDate, type EpochSeconds, present } from '@warifu/base';
import { readSettings } from '../../apps/warifu/src/config.ts';
import { connectPayEasy } from '../../apps/warifu/src/pay-easy-client.ts';
import { connectZengin } from '../../apps/warifu/src/zengin-client.ts';
import { withHands } from '../load/http.ts';
import { openWings } from '../load/stage.ts';
import { type LoadToken, unpackToken } from '../load/token.ts';
import type { Act, Turn } from './acts/act.ts';
import { drawAct } from './acts/acts.ts';
import { BETWEEN_CUSTOMERS } from './acts/transfers.ts';
import { dayAfter, FIRST_DAY, instantOf } from './calendar.ts';
import { type Journal, openJournal } from './journal.ts';
import { randomOf } from './random.ts';
import type { Task } from './task.ts';

const HANDS = 4;
const HOUR = 3_600;
/** From nine o'clock, far enough apart for a code of its own. */
const SLOTS = [9 * HOUR, 10 * HOUR, 13 * HOUR] as const;
const BETWEEN_SECOND = 14 * HOUR;
const BETWEEN_EACH_SECONDS = 60;
/** Of a hundred: how likely a customer does something in a slot. */
const CHANCE = 6;
const PERCENT = 100;
/** How long the gap of the planted fault stands open after an act was told, so that a kill for it falls into the gap. */
const OPEN_MS = 200;

/** Whatever chance draws, the codes are right, and each order is executed in the minute in which it was prepared. */
const UNEXPECTED: ReadonlySet<string> = new Set([
  'code_refused',
  'code_missing',
  'needs_second_code',
  'authority_away',
  'order_unknown',
  'order_expired',
]);

const task = JSON.parse(await text(process.stdin)) as Task;
let now: EpochSeconds = instantOf(FIRST_DAY, 0);
const settings = readSettings(task.environment);
const wings = await openWings(
  {
    settings,
    environment: task.environment,
    reached: { urlFor: (role) => (role === 'bank_app' ? task.bankUrl : task.tokenUrl) },
  },
  {
    clock: () => now,
    zengin: connectZengin({ url: settings.zenginUrl }),
    payEasy: connectPayEasy({ url: settings.payEasyUrl }),
    sendMail: async () => undefined,
  },
);
const { bank } = wings;
const journal = openJournal(task.journalFile, task);
const tokens = new Map<string, LoadToken>();
for (const person of task.people) tokens.set(person.contractId, await unpackToken(person.token));

for (let day = 0; day < task.days; day += 1) {
  const today = dayAfter(FIRST_DAY, day);
  if (journal.isDone(today)) continue;
  await liveThrough(today);
  journal.noteDone(today);
  console.log(today);
}
await wings.close();

async function liveThrough(today: BusinessDate): Promise<void> {
  now = instantOf(today, 5);
  await untilIdle(bank.runDay);
  for (const [slot, second] of SLOTS.entries()) {
    now = instantOf(today, second);
    await runNetworks(bank);
    await withHands([...task.people.entries()], HANDS, async ([index, person]) => {
      const random = randomOf(task.seed, today, index, slot);
      if (random.below(PERCENT) >= CHANCE) return;
      const turn = { bank, person, people: task.people, today, random };
      await act(`${today}/${index}/${slot}`, drawAct(random), turn, tokens.get(person.contractId), journal);
    });
  }
  const random = randomOf(task.seed, today, 'between');
  const some = task.people.filter(() => random.below(PERCENT) < CHANCE);
  for (const [index, person] of some.entries()) {
    now = instantOf(today, BETWEEN_SECOND + index * BETWEEN_EACH_SECONDS);
    const turn = {
      bank,
      person,
      people: task.people,
      today,
      random: randomOf(task.seed, today, 'between', index),
    };
    await act(`${today}/between/${index}`, BETWEEN_CUSTOMERS, turn, tokens.get(person.contractId), journal);
  }
  now = instantOf(today, 16 * HOUR);
  await runNetworks(bank);
}

async function untilIdle(job: () => Promise<number>): Promise<void> {
  while ((await job()) > 0);
}

async function runNetworks(open: Bank): Promise<void> {
  await untilIdle(open.sendDueTransfers);
  await untilIdle(open.settleReturns);
  await untilIdle(open.settleBillPayments);
  await untilIdle(open.settleRecalls);
}

/** Prepares an act's order once, and executes that order, however often it is begun. */
async function act(
  name: string,
  what: Act,
  turn: Turn,
  token: LoadToken | undefined,
  notes: Journal,
): Promise<void> {
  if (notes.isDone(name)) return;
  const orderId = notes.orderOf(name) ?? (await prepared(name, what, turn, notes));
  if (orderId !== undefined) {
    const code = await present(token, 'everybody has a token').codeAt(now);
    const { contractId } = turn.person;
    const outcome = await what.execute(bank, { contractId, channel: 'pc', orderId, code });
    if (outcome.outcome === 'refused' && UNEXPECTED.has(outcome.reason) && !task.forgetsOrders)
      throw new Error(`${name} ${what.name}: ${outcome.reason}`);
    console.log(
      `${name} ${what.name} ${outcome.outcome}${outcome.outcome === 'refused' ? `:${outcome.reason}` : ''}`,
    );
    if (task.forgetsOrders) await wait(OPEN_MS);
  }
  notes.noteDone(name);
}

async function prepared(name: string, what: Act, turn: Turn, notes: Journal): Promise<string | undefined> {
  const wished = await what.prepare(turn);
  if (wished === undefined) return undefined;
  if (wished.outcome === 'refused') {
    console.log(`${name} ${what.name} refused:${wished.reason}`);
    return undefined;
  }
  notes.noteOrder(name, wished.order.orderId);
  return wished.order.orderId;
}
