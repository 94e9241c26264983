import type { EpochSeconds } from '@warifu/base';
import type { Channel } from '../contracts/contract.ts';
import type { OrderKind } from './order.ts';

/** What was typed so far, field by field, as typed; the names are the page's. At most 40 fields of 200 characters. */
export type DraftFields = Readonly<Record<string, string>>;

/** The way to an order, kept on the server for 60 minutes, and over when its order is executed. */
export interface Draft {
  readonly draftId: string;
  readonly kind: OrderKind;
  readonly channel: Channel;
  readonly fields: DraftFields;
  readonly expiresAt: EpochSeconds;
}
