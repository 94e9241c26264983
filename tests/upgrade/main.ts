import { parseArgs } from 'node:util';
import { upgradeOnline } from './online.ts';
import { RELEASED } from './released.ts';
import { writeData } from './write-data.ts';

/**
 * `npm run upgrade`: a server of an earlier version goes on serving customers while this version migrates its database.
 *
 * `--from COMMIT` names that version; without, it is the one before today's last migration. `--released` is the one whose
 * data the upgrade test begins with. `--install` gives it the packages of its own lockfile. `--planted` runs a migration that
 * holds a table for ten seconds, which must be seen.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    released: { type: 'boolean', default: false },
    install: { type: 'boolean', default: false },
    planted: { type: 'boolean', default: false },
    'write-data': { type: 'boolean', default: false },
  },
});
if (values['write-data']) await writeData();
else {
  const { from, install, planted, released } = values;
  const lastMigration = released ? RELEASED : undefined;
  const report = await upgradeOnline({ from, lastMigration, installs: install, planted });
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
