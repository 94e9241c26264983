import { at } from '@warifu/pg';
import { sql } from 'kysely';
import type { Ground } from './check.ts';
import { formOf } from './find-token.ts';
import type { HardTokenTable, TokenTable } from './tables.ts';

/** What the operator sees at a glance. All of it counted when asked. */
export interface Overview {
  readonly tokens: readonly TokenCount[];
  readonly stock: readonly { readonly state: HardTokenTable['state']; readonly count: number }[];
  readonly rates: readonly Rate[];
}

export interface TokenCount {
  readonly form: 'mobile' | 'desktop' | 'hardware';
  readonly state: TokenTable['state'];
  readonly count: number;
}

/** How often a party's codes were judged so, and when. */
export interface Rate {
  readonly relyingPartyId: string;
  readonly outcome: string;
  readonly lastMinute: number;
  readonly lastHour: number;
  readonly lastDay: number;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

export async function findOverview({ database, clock }: Ground): Promise<Overview> {
  const { kysely } = database;
  const now = clock();
  const tokens = await sql<{ form: string; state: TokenTable['state']; count: bigint }>`
    select left(t.token_id, 4) as form, t.state, count(*) as count from token.token t
    group by 1, 2 order by 1, 2`.execute(kysely);
  const stock = await sql<{ state: HardTokenTable['state']; count: bigint }>`
    select h.state, count(*) as count from token.hard_token h group by 1 order by 1`.execute(kysely);
  const rates = await sql<{ party: string; outcome: string; minute: bigint; hour: bigint; day: bigint }>`
    select a.relying_party_id as party, a.outcome,
      count(*) filter (where a.at > ${at(now - MINUTE)}) as minute,
      count(*) filter (where a.at > ${at(now - HOUR)}) as hour, count(*) as day
    from token.audit a
    where a.at > ${at(now - DAY)} and a.relying_party_id is not null and a.actor is null
      and a.act in ('validate', 'bind', 'begin_replace', 'replace', 'end')
    group by 1, 2 order by 1, 2`.execute(kysely);
  return {
    tokens: summed(
      tokens.rows.map((row) => ({ ...row, form: formWord(row.form), count: Number(row.count) })),
    ),
    stock: stock.rows.map(({ state, count }) => ({ state, count: Number(count) })),
    rates: rates.rows.map(({ party, outcome, minute, hour, day }) => ({
      relyingPartyId: party,
      outcome,
      lastMinute: Number(minute),
      lastHour: Number(hour),
      lastDay: Number(day),
    })),
  };
}

const formWord = (letters: string): TokenCount['form'] => (letters === 'WRHT' ? 'hardware' : formOf(letters));

/** Several beginnings may be of one form. */
function summed(counts: readonly TokenCount[]): readonly TokenCount[] {
  const sums = new Map<string, TokenCount>();
  for (const count of counts) {
    const name = `${count.form} ${count.state}`;
    sums.set(name, { ...count, count: count.count + (sums.get(name)?.count ?? 0) });
  }
  return [...sums.values()];
}
