import { readSettings } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { reachDatabase } from '../database/reach.ts';
import { PlainFault } from '../plain-fault.ts';

/** Brings the database to what this version needs, and says what ran. */
export async function migrateCommand(): Promise<void> {
  const settings = readSettings(process.env);
  const reached = await reachDatabase(settings, { makesPasswords: true });
  try {
    if (reached.ownerUrl === undefined || reached.passwords === undefined) {
      throw new PlainFault('migrate runs as the owner: set DATABASE_URL.');
    }
    const { applied } = await migrate({ ownerUrl: reached.ownerUrl, passwords: reached.passwords.roles });
    process.stdout.write(applied.length === 0 ? 'Nothing new.\n' : `Applied: ${applied.join(', ')}.\n`);
  } finally {
    await reached.close();
  }
}
