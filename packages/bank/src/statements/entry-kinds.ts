import type { EntryKind } from '../ledger/posting.ts';

/**
 * 収支の区分: under what an entry counts in the sums of a month. What a customer moves between deposits of his own is
 * neither spent nor earned, and stands in a group of its own.
 */
export const FLOW_GROUPS = ['cash', 'transfers', 'returns', 'bills', 'deposits', 'interest', 'fees'] as const;
export type FlowGroup = (typeof FLOW_GROUPS)[number];

/**
 * 取引区分 of 入出金取引明細: cash, transfer through the network, transfer inside the bank, other, correction. Those for
 * cheques and bills do not occur here.
 */
type ZenginCode = '10' | '11' | '14' | '18' | '19';

interface EntryKindLine {
  /** 摘要, in the bank's words; on a page the customer's language has its own. */
  readonly summary: string;
  /** The same in half-width kana, at most 20 letters. */
  readonly summaryKana: string;
  readonly zenginCode: ZenginCode;
  readonly group: FlowGroup;
}

/** All that a statement says of a kind of entry. The one place in the bank: a new kind is a type error until it is here. */
export const ENTRY_KIND_LINES: Readonly<Record<EntryKind, EntryKindLine>> = {
  transfer_out: { summary: '振込', summaryKana: 'ﾌﾘｺﾐ', zenginCode: '11', group: 'transfers' },
  transfer_fee: { summary: '振込手数料', summaryKana: 'ﾌﾘｺﾐﾃｽｳﾘﾖｳ', zenginCode: '18', group: 'fees' },
  transfer_in: { summary: '振込入金', summaryKana: 'ﾌﾘｺﾐﾆﾕｳｷﾝ', zenginCode: '11', group: 'transfers' },
  transfer_return: {
    summary: '振込返却(入金不能)',
    summaryKana: 'ﾌﾘｺﾐﾍﾝｷﾔｸ',
    zenginCode: '18',
    group: 'returns',
  },
  deposit: { summary: '入金', summaryKana: 'ﾆﾕｳｷﾝ', zenginCode: '10', group: 'cash' },
  own_transfer: { summary: '振替', summaryKana: 'ﾌﾘｶｴ', zenginCode: '14', group: 'transfers' },
  bill_payment: { summary: '税金・各種料金の払込み', summaryKana: 'ﾍﾟｲｼﾞ-', zenginCode: '14', group: 'bills' },
  recall_fee: { summary: '組戻手数料', summaryKana: 'ｸﾐﾓﾄﾞｼﾃｽｳﾘﾖｳ', zenginCode: '18', group: 'fees' },
  time_deposit: { summary: '定期預金', summaryKana: 'ﾃｲｷﾖｷﾝ', zenginCode: '14', group: 'deposits' },
  instalment: { summary: '定期積金 掛金', summaryKana: 'ﾂﾐｷﾝｶｹｷﾝ', zenginCode: '14', group: 'deposits' },
  savings_payout: {
    summary: '定期積金 払戻',
    summaryKana: 'ﾂﾐｷﾝﾊﾗｲﾓﾄﾞｼ',
    zenginCode: '14',
    group: 'deposits',
  },
  interest: { summary: '利息', summaryKana: 'ﾘｿｸ', zenginCode: '18', group: 'interest' },
  supplement: { summary: '給付補填金', summaryKana: 'ｷﾕｳﾌﾎﾃﾝｷﾝ', zenginCode: '18', group: 'interest' },
  tax_national: { summary: '国税', summaryKana: 'ｺｸｾﾞｲ', zenginCode: '18', group: 'interest' },
  tax_local: { summary: '地方税', summaryKana: 'ﾁﾎｳｾﾞｲ', zenginCode: '18', group: 'interest' },
};

/** Every kind, in the order in which a customer chooses among them. */
export const ENTRY_KINDS = Object.keys(ENTRY_KIND_LINES) as readonly EntryKind[];
