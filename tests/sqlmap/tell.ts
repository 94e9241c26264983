import { type Aim, FACES } from './aim.ts';
import { TO_LOGIN } from './relay.ts';

export type Found = 'injectable' | 'nothing' | 'not tried';

type Counts = Readonly<Record<string, number>>;

export interface Tried {
  readonly aim: Aim;
  readonly found: Found;
  readonly statuses: Counts;
}

const TOLD_LINES = 6;
/** Answers of whoever stands before the form's own code; a 422 is its own. */
const DOOR = new Set(['400', '401', '403', '404', '405', '410', '413', '415', '429', TO_LOGIN]);

const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
const isFault = (status: string): boolean => Number(status) >= 500;

const requestsOf = ({ statuses }: Tried): number => sumOf(statuses);
/** How many requests came to the form's own code. */
const reachedBy = ({ statuses }: Tried): number =>
  sumOf(
    Object.fromEntries(Object.entries(statuses).filter(([status]) => !DOOR.has(status) && !isFault(status))),
  );

/** Nobody was kept out for asking too often, and nothing broke. */
const isWell = ({ statuses }: Tried): boolean =>
  Object.keys(statuses).every((status) => status !== '429' && !isFault(status));

/** A line for one aim. What sqlmap said is repeated where it found something, or tried nothing. */
export function tellAim(tried: Tried, printed: string): void {
  const { aim, found, statuses } = tried;
  const requests = requestsOf(tried);
  const told = found === 'nothing' ? {} : { told: printed.trim().split('\n').slice(-TOLD_LINES) };
  const [name, reached] = [aim.name, reachedBy(tried)];
  console.log(JSON.stringify({ aim: name, fields: aim.fields, found, requests, reached, statuses, ...told }));
}

function addedUp(tries: readonly Tried[]): Counts {
  const sum: Record<string, number> = {};
  for (const { statuses } of tries)
    for (const [status, count] of Object.entries(statuses)) sum[status] = (sum[status] ?? 0) + count;
  return sum;
}

/** What stands below the aims of one face, or of all. */
function summaryOf(tries: readonly Tried[]) {
  const count = (isSuch: (tried: Tried) => boolean): number => tries.filter(isSuch).length;
  return {
    aims: tries.length,
    forms: new Set(tries.map(({ aim }) => aim.name.replace(' (address)', ''))).size,
    fields: tries.reduce((sum, { aim }) => sum + Math.max(1, aim.fields.length), 0),
    requests: tries.reduce((sum, tried) => sum + requestsOf(tried), 0),
    reached: tries.reduce((sum, tried) => sum + reachedBy(tried), 0),
    injectable: count(({ found }) => found === 'injectable'),
    notTried: count(({ found }) => found === 'not tried'),
    notReached: count((tried) => reachedBy(tried) === 0),
    faults: count((tried) => !isWell(tried)),
  };
}

/** The toy was seen, and everything else was tried, reached and held. */
export function isGoodWalk(isSeen: boolean, tries: readonly Tried[], left: number): boolean {
  const { injectable, notTried, notReached, faults } = summaryOf(tries);
  return isSeen && tries.length > 0 && injectable + notTried + notReached + faults + left === 0;
}

/** A line for each face and one for all. */
export function tell(isSeen: boolean, tries: readonly Tried[], left: number): boolean {
  for (const face of FACES) {
    const own = tries.filter(({ aim }) => aim.face === face);
    if (own.length > 0) console.log(JSON.stringify({ face, ...summaryOf(own), statuses: addedUp(own) }));
  }
  console.log(JSON.stringify({ sqlmap: { seesTheToy: isSeen, ...summaryOf(tries), left } }));
  const isGood = isGoodWalk(isSeen, tries, left);
  console.log(isGood ? 'sqlmap: the toy was found, and nothing else' : 'sqlmap: FAILED');
  return isGood;
}
