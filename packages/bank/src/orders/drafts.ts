import { assert, type Clock, type EpochSeconds, epochSeconds, isUuid, uuidv7 } from '@warifu/base';
import type { Database } from '@warifu/pg';
import type { BankConfiguration } from '../configuration.ts';
import type { Channel } from '../contracts/contract.ts';
import type { BankTables } from '../tables.ts';
import type { Draft, DraftFields } from './draft.ts';
import type { OrderKind } from './order.ts';
import { type DraftRow, deleteDrafts, findDraftRow, insertDraft, mergeDraft } from './queries.ts';

const FIELDS_MAX = 40;
const LENGTH_MAX = 200;
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;
/** A job deletes so many in one statement. */
const DELETED_MAX = 1_000;

export interface Drafts {
  readonly startDraft: (contractId: string, kind: OrderKind, channel: Channel) => Promise<Draft>;
  readonly findDraft: (contractId: string, draftId: string) => Promise<Draft | undefined>;
  readonly saveDraft: (contractId: string, draftId: string, patch: DraftFields) => Promise<Draft | undefined>;
  readonly forgetDrafts: () => Promise<number>;
}

const draftOf = (row: DraftRow): Draft => ({
  draftId: row.id,
  kind: row.kind as OrderKind,
  channel: row.channel,
  fields: row.fields as DraftFields,
  expiresAt: row.expires_at as EpochSeconds,
});

/** What was typed on the way to an order, kept on the server so that nothing is lost by an error or a dead battery. */
export function openDrafts(ports: {
  readonly database: Database<BankTables>;
  readonly clock: Clock;
  readonly configuration: BankConfiguration;
}): Drafts {
  const { database, clock } = ports;
  const { draftSeconds } = ports.configuration.orders;
  const expiresAt = (now: EpochSeconds) => epochSeconds(now + draftSeconds);
  return {
    startDraft: async (contractId, kind, channel) => {
      const draft = { draftId: uuidv7(), kind, channel, fields: {}, expiresAt: expiresAt(clock()) };
      await insertDraft(database, { ...draft, contractId });
      return draft;
    },
    findDraft: async (contractId, draftId) => {
      if (!isUuid(draftId)) return undefined;
      const row = await findDraftRow(database, contractId, draftId, clock());
      return row && draftOf(row);
    },
    saveDraft: async (contractId, draftId, patch) => {
      if (!isUuid(draftId)) return undefined;
      const fields = Object.entries(patch);
      assert(
        fields.every(([name]) => NAME.test(name)),
        'the name of a field is one that the page chose',
      );
      const now = clock();
      // A text longer than any field takes is cut: the field's own judgement then says what is wrong with it.
      const set = Object.fromEntries(
        fields.filter(([, text]) => text !== '').map(([name, text]) => [name, text.slice(0, LENGTH_MAX)]),
      );
      const row = await mergeDraft(database, {
        contractId,
        draftId,
        set,
        remove: fields.filter(([, text]) => text === '').map(([name]) => name),
        now,
        expiresAt: expiresAt(now),
        fieldsMax: FIELDS_MAX,
      });
      return row && draftOf(row);
    },
    forgetDrafts: async () => {
      let forgotten = 0;
      for (;;) {
        const deleted = await deleteDrafts(database, clock(), DELETED_MAX);
        forgotten += deleted;
        if (deleted < DELETED_MAX) return forgotten;
      }
    },
  };
}
