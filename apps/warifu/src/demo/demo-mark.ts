import { connectAsOwner, placeOf } from '../database/connect.ts';
import type { DemoMark } from '../database/judge-role.ts';
import { PlainFault } from '../plain-fault.ts';

/** The demo's mark, or `undefined` where the database is new. */
export async function findMark(ownerUrl: string): Promise<DemoMark | undefined> {
  const client = await connectAsOwner(ownerUrl);
  try {
    const { rows: there } = await client.query<{ is: boolean }>(
      "select to_regclass('warifu.meta') is not null as is",
    );
    if (!there[0]?.is) return undefined;
    const { rows } = await client.query<{ demo: DemoMark }>('select demo from warifu.meta');
    return rows[0]?.demo;
  } finally {
    await client.end();
  }
}

/** Refuses a database that a demo did not make, and clears one that a demo began and never finished. */
export async function judgeMark(ownerUrl: string, mark: DemoMark | undefined): Promise<void> {
  if (mark === 'none') {
    throw new PlainFault(
      `The database at ${placeOf(ownerUrl)} is a bank's own: the demo works only on databases that it made itself.`,
    );
  }
  if (mark !== 'filling') return;
  const client = await connectAsOwner(ownerUrl);
  try {
    await client.query('drop schema bank, token, warifu cascade');
  } finally {
    await client.end();
  }
}

export async function markFilled(ownerUrl: string): Promise<void> {
  const client = await connectAsOwner(ownerUrl);
  try {
    await client.query("update warifu.meta set demo = 'filled' where demo = 'filling'");
  } finally {
    await client.end();
  }
}

/** Moves the business date of a demo by whole days; real instants stay. */
export async function moveBusinessDate(ownerUrl: string, days: number): Promise<void> {
  const client = await connectAsOwner(ownerUrl);
  try {
    await client.query(
      "update bank.business_day set offset_days = offset_days + $1 where exists (select from warifu.meta where demo = 'filled')",
      [days],
    );
  } finally {
    await client.end();
  }
}
