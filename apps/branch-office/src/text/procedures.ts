import type { LimitKind, ProcedureKind, RequestState } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

/** The procedures by name. */
export const PROCEDURES: Spoken<Readonly<Record<ProcedureKind, string>>> = {
  ja: {
    contract_opening: '新規契約',
    token_release: '利用登録解除',
    token_stop: 'ワンタイムパスワード利用停止',
    token_unlock: 'ロック解除',
    login_password_reissue: 'ログインパスワード再発行',
    confirmation_password_reissue: '確認用パスワード再発行',
    emergency_stop: 'IB取引中止',
    emergency_stop_release: 'IB取引中止の解除',
    pay_easy_resumption: '払込みの再開',
    limit_change: '利用限度額変更',
    transfer_recall: '組戻し',
    hard_token_handout: 'ハードウェアトークン交付',
    operator_addition: '担当者の追加',
    operator_role_change: '担当者の役割変更',
    operator_suspension: '担当者の利用停止',
    operator_resumption: '担当者の利用再開',
    operator_password_reissue: '担当者のパスワード再発行',
    operator_token_release: '担当者のトークン登録解除',
  },
  en: {
    contract_opening: 'New contract',
    token_release: 'Release of the one-time password',
    token_stop: 'Stop of the one-time password',
    token_unlock: 'Unlock',
    login_password_reissue: 'Reissue of the login password',
    confirmation_password_reissue: 'Reissue of the confirmation password',
    emergency_stop: 'Emergency stop of internet banking',
    emergency_stop_release: 'Release of the emergency stop',
    pay_easy_resumption: 'Resumption of bill payments',
    limit_change: 'Change of a daily limit',
    transfer_recall: 'Recall of a transfer',
    hard_token_handout: 'Hand-out of a hardware token',
    operator_addition: 'Addition of an operator',
    operator_role_change: 'Change of an operator’s role',
    operator_suspension: 'Suspension of an operator',
    operator_resumption: 'Resumption of an operator',
    operator_password_reissue: 'Reissue of an operator’s password',
    operator_token_release: 'Release of an operator’s token',
  },
};

export const LIMIT_KINDS: Spoken<Readonly<Record<LimitKind, string>>> = {
  ja: { transfer: '振込', bill_payment: '税金・各種料金の払込み' },
  en: { transfer: 'Transfers', bill_payment: 'Bill payments' },
};

export const REQUEST_STATE_NAMES: Spoken<Readonly<Record<RequestState, string>>> = {
  ja: {
    waiting: '承認待ち',
    approved: '承認済み・実施中',
    done: '完了',
    refused: '差戻し',
    withdrawn: '取下げ',
    expired: '期限切れ',
  },
  en: {
    waiting: 'Waiting',
    approved: 'Approved, under way',
    done: 'Done',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    expired: 'Expired',
  },
};
