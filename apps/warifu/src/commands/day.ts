import { parseArgs } from 'node:util';
import type { Bank, DayFault, DayState } from '@warifu/bank';
import { PlainFault } from '../plain-fault.ts';
import { untilSignal } from '../server/until-signal.ts';
import { withBank, withDatabase } from './with-bank.ts';

const FAULTS_TOLD = 10;
const JOB_WIDTH = 22;

/** `day`: where the bank stands in its days. `day run`: works off what is due, and ends when today is open. 日次処理 */
export async function day(words: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...words],
    options: { json: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [act, ...more] = positionals;
  if ((act !== undefined && act !== 'run') || more.length > 0)
    throw new PlainFault('warifu day takes run, or nothing.');
  await withDatabase((reached) =>
    withBank(reached, async (bank) => {
      if (act === 'run') await runDays(bank, untilSignal().signal);
      const state = await bank.dayState();
      process.stdout.write(values.json ? `${jsonOf(state)}\n` : textOf(state));
    }),
  );
}

/** Works until today is open, or until told to stop: what was begun is finished, and the next run goes on. */
export async function runDays(bank: Pick<Bank, 'runDay'>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await bank.runDay()) > 0);
}

/** Yen and counts as digits in a string, instants as seconds since 1970. */
const jsonOf = (state: DayState): string =>
  JSON.stringify(state, (_, value) => (typeof value === 'bigint' ? String(value) : value), 2);

function textOf(state: DayState): string {
  const { today, isBusinessDay, isOpen, openedOn, closedOn, jobs } = state;
  const faults = state.faults.filter(({ mendedAt }) => mendedAt === undefined);
  const isBefore = openedOn === undefined ? 'no day was ever opened' : `opened up to ${openedOn}`;
  return [
    `${today}, ${isBusinessDay ? 'a business day' : 'a bank holiday'}: ${isOpen ? 'open' : isBefore}.`,
    closedOn === undefined ? 'No day is closed yet.' : `Closed up to ${closedOn}.`,
    ...jobs.map(
      ({ job, state: stands, done, failed }) =>
        `  ${job.padEnd(JOB_WIDTH)}${JOB_STATES[stands]}${done + failed > 0n ? `: ${done} done, ${failed} failed` : ''}`,
    ),
    ...(faults.length === 0
      ? []
      : ['Not done, and tried again:', ...faults.slice(0, FAULTS_TOLD).map(faultText)]),
    ...(faults.length > FAULTS_TOLD ? [`  and ${faults.length - FAULTS_TOLD} more (--json)`] : []),
    '',
  ].join('\n');
}

const JOB_STATES: Readonly<Record<DayState['jobs'][number]['state'], string>> = {
  waiting: 'waiting',
  under_way: 'under way',
  done: 'done',
  not_on_this_day: 'not on this day',
};

const faultText = ({ businessDate, job, item, says }: DayFault): string =>
  `  ${businessDate} ${job} ${item}: ${says}`;
