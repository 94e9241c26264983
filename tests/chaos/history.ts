import pg from 'pg';
import { openConnections } from '../load/customer.ts';
import { withHands } from '../load/http.ts';
import type { Actor } from './acts.ts';
import type { World } from './world.ts';

const HANDS = 4;

interface EntryRow {
  readonly seq: string;
  readonly amount_yen: string;
  readonly balance_after_yen: string;
}

interface Book {
  readonly orders: Map<
    string,
    { readonly id: string; readonly receipt_number: string; readonly kind: string }[]
  >;
  readonly from: string;
  readonly to: string;
}

async function readBook(owner: pg.Pool): Promise<Book> {
  const { rows: orders } = await owner.query<{
    id: string;
    contract_id: string;
    receipt_number: string;
    kind: string;
  }>("select id, contract_id, receipt_number, kind from bank.order where state = 'executed'");
  const { rows: days } = await owner.query<{ from: string; to: string }>(
    'select min(business_date)::text as from, max(business_date)::text as to from bank.entry',
  );
  return {
    orders: Map.groupBy(orders, (row) => row.contract_id),
    from: days[0]?.from ?? '',
    to: days[0]?.to ?? '',
  };
}

/** The lines of a statement as the customer is given them: number, what left, what came, what is left. */
function readStatement(csv: string): readonly string[] {
  return csv
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split(',').map((cell) => cell.replace(/^"|"$/g, ''));
      const [, seq = '', , , paid = '', received = '', balance = ''] = cells;
      return [seq, received === '' ? `-${paid}` : received, balance].join(' ');
    });
}

const lineOf = (row: EntryRow): string => [row.seq, row.amount_yen, row.balance_after_yen].join(' ');

const LOOKS_MAX = 5;

/**
 * What differs between the statement of an account and its book. What the network gives back is booked whenever it comes,
 * also between the two readings: where the book was another afterwards, both are read anew.
 */
async function findStatementFault(
  owner: pg.Pool,
  accountId: string,
  readLines: () => Promise<readonly string[]>,
): Promise<string | undefined> {
  const readEntries = async (): Promise<string> => {
    const { rows } = await owner.query<EntryRow>(
      'select seq, amount_yen, balance_after_yen from bank.entry where account_id = $1 order by seq',
      [accountId],
    );
    return rows.map(lineOf).join('\n');
  };
  let before = await readEntries();
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const shown = (await readLines()).join('\n');
    if (shown === before) return undefined;
    const after = await readEntries();
    if (after === before)
      return `account ${accountId}: the statement does not say what the book says: ${shown} / ${before}`;
    before = after;
  }
  return `account ${accountId}: the book did not come to rest`;
}

/**
 * The customer's history is true: for each customer the statement of each account says what the book says, entry by
 * entry, and his orders are listed with their receipts, each once, and no other.
 */
export async function findHistoryFaults(world: World): Promise<readonly string[]> {
  const owner = new pg.Pool({ connectionString: world.stage.ownerUrl, max: HANDS });
  try {
    return await findAllFaults(world, owner);
  } finally {
    await owner.end();
  }
}

async function findAllFaults(world: World, owner: pg.Pool): Promise<readonly string[]> {
  const book = await readBook(owner);
  const sessions = await world.logInAll();
  const faults: string[] = [];
  await withHands(world.actors, HANDS, async (actor) => {
    const cookie = `warifu_session=${sessions.get(actor.person.contractId) ?? ''}`;
    faults.push(...(await findFaultsOf(world, owner, book, actor, cookie)));
  });
  return faults;
}

const RECEIPT_NUMBER = /\/(?:[a-z-]+\/)*([0-9a-f]{8}-[0-9a-f-]{27})">([^<]+)<\/a>/g;

async function findFaultsOf(
  world: World,
  owner: pg.Pool,
  book: Book,
  { person }: Actor,
  cookie: string,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const [connection] = openConnections(world.site, 1);
  if (connection === undefined) throw new Error('one hand has one connection');
  const get = async (path: string): Promise<string> => {
    const answer = await connection.ask({ method: 'GET', path, headers: { cookie } });
    if (answer.status !== 200)
      faults.push(`contract ${person.contractId}: ${path} answered ${answer.status}`);
    return answer.body;
  };
  for (const accountId of person.accountIds) {
    const readLines = async (): Promise<readonly string[]> =>
      readStatement(await get(`/statement/${accountId}/files/csv?from=${book.from}&to=${book.to}`));
    const fault = await findStatementFault(owner, accountId, readLines);
    if (fault !== undefined) faults.push(fault);
  }
  const pages = `${await get('/history')}${await get('/pay-easy/history')}`;
  const listed = new Set(
    [...pages.matchAll(RECEIPT_NUMBER)].map(([, id, number]) => `${id} ${number?.trim()}`),
  );
  for (const order of book.orders.get(person.contractId) ?? []) {
    if (!listed.delete(`${order.id} ${order.receipt_number}`))
      faults.push(`contract ${person.contractId}: ${order.kind} ${order.id} is not in the history`);
  }
  for (const stray of listed)
    faults.push(`contract ${person.contractId}: the history shows ${stray}, which was not done`);
  connection.close();
  return faults;
}
