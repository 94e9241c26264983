import { type BankTables, defaultConfiguration, type FilledOperator, fillOperators } from '@warifu/bank';
import { epochSeconds, systemClock } from '@warifu/base';
import { openDatabase } from '@warifu/pg';
import type { DemoOperator } from './demo-file.ts';

/** A demo may be opened long after it was made. */
const FIRST_PASSWORD_SECONDS = 3_650 * 86_400;

const branchCode = defaultConfiguration.branch.headOffice;

const OPERATORS: readonly FilledOperator[] = [
  { operatorNumber: '100001', personNumber: 'D0001', name: '見本 店長', role: 'manager', branchCode },
  { operatorNumber: '100002', personNumber: 'D0002', name: '例示 次長', role: 'manager', branchCode },
  { operatorNumber: '100003', personNumber: 'D0003', name: 'デモ 窓口', role: 'teller', branchCode },
  { operatorNumber: '100004', personNumber: 'D0004', name: '模擬 監査', role: 'auditor', branchCode },
];

/** The demo's operators, with first passwords drawn anew. They enrol at the first sign-in like everybody. */
export async function fillDemoOperators(ownerUrl: string): Promise<readonly DemoOperator[]> {
  const database = openDatabase<BankTables>({
    connectionString: ownerUrl,
    applicationName: 'warifu demo',
    connectionsMax: 1,
  });
  try {
    const passwords = await fillOperators(
      { database, clock: systemClock },
      OPERATORS,
      epochSeconds(systemClock() + FIRST_PASSWORD_SECONDS),
    );
    return OPERATORS.map(({ operatorNumber, name, role }, index) => ({
      operatorNumber,
      name,
      role,
      firstPassword: passwords[index] ?? '',
    }));
  } finally {
    await database.close();
  }
}
