import { type AuditVerification, inSnapshot, verifyChain } from '@warifu/audit-chain';
import { type Selectable, sql } from 'kysely';
import { TOKEN_TRAIL } from './audit-trail.ts';
import type { Ground } from './check.ts';
import { SealBroken } from './key-ring.ts';
import { listBrokenRadiusClients } from './radius-client.ts';
import type { TokenTables } from './tables.ts';
import { digitsOf, suiteNameOf } from './token.ts';

/** Something in the database that cannot be: what was checked, where, and the claim that does not hold. */
export interface Fault {
  readonly check: 'token_steps' | 'bindings' | 'sealed_secrets';
  readonly where: string;
  readonly claim: string;
}

/** Faults named of each check; what is wrong in one row is often wrong in a million. */
const FAULTS_MAX = 100;
const TOKENS_MAX = 2_000;

/**
 * Proves that the steps of every token only grew, each spent by one act of the audit trail, that bindings are sound,
 * and that every sealed secret opens in its own row. The faults found; none means that all of it holds.
 */
export async function verify(ground: Ground): Promise<readonly Fault[]> {
  return [
    ...(await verifySteps(ground)),
    ...(await verifyBindings(ground)),
    ...(await verifySecrets(ground)),
    ...(await verifyRadiusSecrets(ground)),
  ];
}

/**
 * Each act that spent a step names the step that it found. For a token these links form one chain from nothing to its
 * last step: no step twice, none below the one before it, no link missing, nothing after the end.
 */
async function verifySteps({ database }: Ground): Promise<readonly Fault[]> {
  const { rows } = await sql<{ token_id: string; claim: string }>`
    with link as (
      select token_id, step, previous_step from token.audit where step is not null
      union all
      select token_id, step, null from token.pruned_step
    ), chain as (
      select token_id, max(step) as last_step, count(*) as links, count(distinct step) as steps,
        count(previous_step) as previous, count(distinct previous_step) as distinct_previous,
        bool_and(previous_step is null or step > previous_step) as is_rising
      from link group by token_id
    ), loose as (
      select distinct l.token_id from link l
      where l.previous_step is not null
        and not exists (select from link p where p.token_id = l.token_id and p.step = l.previous_step)
    )
    select coalesce(t.token_id, c.token_id) as token_id,
      case
        when c.token_id is null then 'its last step was spent by an act that is written down'
        when t.token_id is null then 'a token whose steps were spent is there'
        when t.last_step is distinct from c.last_step then 'its last step is the last one that was spent'
        when c.links <> c.steps then 'no step is spent twice'
        when not c.is_rising then 'its steps only grew'
        else 'its steps form one chain'
      end as claim
    from (select token_id, last_step from token.token where last_step is not null) t
    full join chain c on c.token_id = t.token_id
    left join loose l on l.token_id = c.token_id
    where c.token_id is null or t.token_id is null or t.last_step is distinct from c.last_step
      or c.links <> c.steps or not c.is_rising or l.token_id is not null
      or c.previous <> c.distinct_previous or c.links - c.previous <> 1
    order by 1 limit ${FAULTS_MAX}`.execute(database.kysely);
  return rows.map(({ token_id, claim }) => ({ check: 'token_steps', where: token_id, claim }));
}

/** Follows the chain of the audit trail, in one snapshot. */
export const verifyAudit = ({ database }: Ground): Promise<AuditVerification> =>
  inSnapshot(database, (tx) => verifyChain(tx, TOKEN_TRAIL));

async function verifyBindings({ database, configuration }: Ground): Promise<readonly Fault[]> {
  const { rows } = await sql<{ binding_id: string; claim: string }>`
    select b.binding_id,
      case
        when b.failures > ${configuration.failuresMax} then 'its failures stay within their bound'
        when b.ended_at is null and t.state = 'issued' then 'a token that is bound does not expire'
        else 'a binding with so many wrong codes in a row is locked'
      end as claim
    from token.binding b join token.token t on t.token_id = b.token_id
    where b.failures > ${configuration.failuresMax}
      or (b.ended_at is null and t.state = 'issued')
      or (b.locked_at is not null and b.failures < ${configuration.failuresMax})
    order by 1 limit ${FAULTS_MAX}`.execute(database.kysely);
  return rows.map(({ binding_id, claim }) => ({ check: 'bindings', where: binding_id, claim }));
}

const OPENS_CLAIM = 'its sealed secret opens in its own row';

async function verifyRadiusSecrets(ground: Ground): Promise<readonly Fault[]> {
  const broken = await listBrokenRadiusClients(ground);
  return broken.map((where) => ({
    check: 'sealed_secrets',
    where: `RADIUS client ${where}`,
    claim: OPENS_CLAIM,
  }));
}

type SealedToken = Pick<
  Selectable<TokenTables['token.token']>,
  'token_id' | 'algorithm' | 'digits' | 'period_seconds' | 'sealed_secret' | 'key_version'
>;
const SEALED_COLUMNS = [
  'token_id',
  'algorithm',
  'digits',
  'period_seconds',
  'sealed_secret',
  'key_version',
] as const;

async function verifySecrets({ database, keyRing }: Ground): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (let after = ''; ; ) {
    const tokens = await database.kysely
      .selectFrom('token.token')
      .select(SEALED_COLUMNS)
      .where('token_id', '>', after)
      .orderBy('token_id')
      .limit(TOKENS_MAX)
      .execute();
    faults.push(...tokens.filter((token) => !opens(keyRing, token)).map(faultOf));
    const last = tokens.at(-1);
    if (!last || faults.length >= FAULTS_MAX) return faults.slice(0, FAULTS_MAX);
    after = last.token_id;
  }
}

/** Opens one sealed secret of each key version: whether the keys at hand are the right ones. Faults, or none. */
export async function probeSecrets({ database, keyRing }: Ground): Promise<readonly Fault[]> {
  const tokens = await database.kysely
    .selectFrom('token.token')
    .select(SEALED_COLUMNS)
    .distinctOn('key_version')
    .orderBy('key_version')
    .execute();
  return tokens.filter((token) => !opens(keyRing, token)).map(faultOf);
}

function opens(keyRing: Ground['keyRing'], token: SealedToken): boolean {
  const { algorithm, digits, period_seconds } = token;
  const suite = suiteNameOf({ algorithm, digits: digitsOf(digits), periodSeconds: period_seconds });
  const sealed = { sealed: token.sealed_secret, keyVersion: token.key_version };
  try {
    keyRing.unseal(sealed, { tokenId: token.token_id, suite }).fill(0);
    return true;
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    return false;
  }
}

const faultOf = ({ token_id }: SealedToken): Fault => ({
  check: 'sealed_secrets',
  where: token_id,
  claim: OPENS_CLAIM,
});
