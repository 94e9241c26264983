import { parseArgs } from 'node:util';
import type { AddFirstManagerOutcome, FirstManager } from '@warifu/bank';
import { assert } from '@warifu/base';
import { readSettings } from '../config.ts';
import { reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';
import { openHouse } from '../server/open-house.ts';
import { tellFault } from '../tell-fault.ts';

type Refusal = Extract<AddFirstManagerOutcome, { outcome: 'refused' }>['reason'];

const REFUSALS: Readonly<Record<Refusal, string>> = {
  operator_number_malformed: '--number takes the six digits that the manager signs in with.',
  person_number_malformed: '--person takes the staff number: up to 12 letters and digits.',
  name_malformed: '--name takes a name of up to 60 characters.',
  branch_unknown: '--branch takes the three digits of one of the bank’s own branches.',
  number_taken: 'This operator number is taken.',
  person_taken: 'This person is an operator already.',
  managers_enough:
    'There are two managers: further operators are added in the branch office, by one and approved by the other.',
};

function managerOf(words: readonly string[]): FirstManager {
  const { values } = parseArgs({
    args: [...words],
    options: {
      number: { type: 'string' },
      person: { type: 'string' },
      name: { type: 'string' },
      branch: { type: 'string' },
    },
  });
  const { number, person, name, branch } = values;
  if (number === undefined || person === undefined || name === undefined || branch === undefined) {
    throw new PlainFault('warifu operator add needs --number, --person, --name and --branch.');
  }
  return { operatorNumber: number, personNumber: person, name, branchCode: branch };
}

/** `operator add`: one of the first two managers, who have nobody to approve them. 担当者 */
export async function operator([act, ...rest]: readonly string[]): Promise<void> {
  if (act !== 'add') throw new PlainFault('warifu operator takes add.');
  const manager = managerOf(rest);
  const settings = readSettings(process.env);
  const reached = await reachDatabase(settings, { makesPasswords: false });
  try {
    const house = await openHouse({
      settings,
      reached,
      onFault: tellFault,
      needsAuthority: false,
      needsOffice: true,
    });
    try {
      assert(house.office !== undefined, 'the branch was asked for');
      const outcome = await house.office.branch.addFirstManager(manager);
      if (outcome.outcome === 'refused') throw new PlainFault(REFUSALS[outcome.reason]);
      process.stdout.write(
        `Added ${manager.name} (${manager.operatorNumber}). First password, told this once: ${outcome.firstPassword}\n`,
      );
    } finally {
      await house.close();
    }
  } finally {
    await reached.close();
  }
}
