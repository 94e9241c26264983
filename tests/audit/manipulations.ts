import { WINGS, type Wing } from '@warifu/audit-chain';

/** What the owner of a database can do to a trail, and what it must be called. */
interface Manipulation {
  readonly name: string;
  readonly statement: string;
}

const ID: Readonly<Record<Wing, string>> = { bank: 'id', token: 'audit_id' };
const OLD_ID = '01900000-0000-7000-8000-000000000000';
const INSERTED: Readonly<Record<Wing, string>> = {
  bank: `insert into bank.audit (id, at, actor_kind, act) values ('${OLD_ID}', now(), 'system', 'never')`,
  token: `insert into token.audit (audit_id, at, act, outcome) values ('${OLD_ID}', now(), 'never', 'done')`,
};

const manipulationsOf = (wing: Wing): readonly Manipulation[] => {
  const sealed = `(select audit_id from ${wing}.audit_link where seq = 7)`;
  return [
    {
      name: 'audit_row_changed',
      statement: `update ${wing}.audit set act = 'nothing' where ${ID[wing]} = ${sealed}`,
    },
    { name: 'audit_row_removed', statement: `delete from ${wing}.audit where ${ID[wing]} = ${sealed}` },
    { name: 'audit_row_inserted', statement: INSERTED[wing] },
    {
      name: 'audit_row_moved',
      statement: `
        create temporary table moved on commit drop as
          select seq, audit_id from ${wing}.audit_link where seq in (7, 8);
        update ${wing}.audit_link set audit_id = gen_random_uuid() where seq in (7, 8);
        update ${wing}.audit_link as l set audit_id = m.audit_id from moved as m where l.seq = 15 - m.seq`,
    },
  ];
};

export const MANIPULATIONS = Object.fromEntries(
  WINGS.map((wing) => [wing, manipulationsOf(wing)]),
) as Readonly<Record<Wing, readonly Manipulation[]>>;
