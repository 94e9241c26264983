import type { EpochSeconds } from '@warifu/base';

/** One act of the audit trail. 監査記録 */
export interface AuditLine {
  readonly auditId: string;
  readonly at: EpochSeconds;
  readonly actorKind: 'customer' | 'operator' | 'system';
  /** Of an operator: number and name; of a customer: the contract number. */
  readonly actor?: string;
  readonly act: string;
  readonly contractNumber?: string;
  readonly receiptNumber?: string;
  readonly requestId?: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditCall {
  /** Of the civil days in Asia/Tokyo, as instants: from, and before. */
  readonly from?: EpochSeconds;
  readonly before?: EpochSeconds;
  readonly contractNumber?: string;
  readonly operatorNumber?: string;
  /** Beginning of the act's name, for example `token_`. */
  readonly act?: string;
  /** The `auditId` of the last one seen; newest first. */
  readonly after?: string;
  readonly limit: number;
}

export interface AuditList {
  readonly lines: readonly AuditLine[];
  readonly hasMore: boolean;
}
