import type { EpochSeconds } from '@warifu/base';
import type {
  ExecuteCall,
  ExecuteOutcome,
  OrderCall,
  PlannedOrder,
  PrepareCall,
  PrepareOutcome,
} from '../../orders/planned/plan.ts';

export const ADDRESS_FIELDS = [
  'postalCode',
  'prefecture',
  'city',
  'street',
  'building',
  'telephone',
] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/** 住所・電話番号: 郵便番号 (7 digits), 都道府県, 市区町村, 町名・番地, 建物名・部屋番号 (or empty), 電話番号 (10 or 11 digits). */
export type Address = Readonly<Record<AddressField, string>>;

export interface AddressTerms {
  readonly address: Address;
  /** What the branch has; null where that is nothing. */
  readonly before: Address | null;
}

/** In the order of the form, and then `address_same`. */
export type AddressRefusal =
  | { readonly reason: 'field_missing'; readonly field: AddressField }
  | { readonly reason: 'postal_code_malformed' }
  | { readonly reason: 'prefecture_unknown' }
  | { readonly reason: 'field_too_long'; readonly field: AddressField; readonly lengthMax: number }
  | { readonly reason: 'field_characters'; readonly field: AddressField; readonly characters: string }
  | { readonly reason: 'telephone_malformed' }
  | { readonly reason: 'address_same' };

/**
 * What has become of a change that was asked for. `waiting`: the branch has yet to look at it. `done`: it counts.
 * `sent_back`: not taken, for the reason beside it. `replaced`: another one was asked for before the branch came to it.
 */
export const ADDRESS_CHANGE_STATES = ['waiting', 'done', 'sent_back', 'replaced'] as const;
export type AddressChangeState = (typeof ADDRESS_CHANGE_STATES)[number];

/** The last change that the customer asked for. */
export interface AddressChange {
  readonly orderId: string;
  readonly receiptNumber: string;
  readonly state: AddressChangeState;
  readonly address: Address;
  readonly askedAt: EpochSeconds;
  readonly settledAt?: EpochSeconds;
  /** Of one that was sent back. */
  readonly reason?: string;
}

export interface AddressState {
  /** Absent where the branch has none. */
  readonly address?: Address;
  readonly lastChange?: AddressChange;
}

export type AddressOrder = PlannedOrder<AddressTerms>;

/** 住所・電話番号変更: with a code to the branch, where it counts when a manager has looked at it. */
export interface Addresses {
  readonly addressState: (contractId: string) => Promise<AddressState>;
  readonly prepareAddress: (
    call: PrepareCall<Address>,
  ) => Promise<PrepareOutcome<AddressTerms, AddressRefusal>>;
  readonly addressOrderOf: (call: OrderCall) => Promise<AddressOrder | undefined>;
  readonly executeAddress: (call: ExecuteCall) => Promise<ExecuteOutcome<AddressTerms, AddressRefusal>>;
}
