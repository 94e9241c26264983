import type { OperatorRole, OperatorState } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

export const ROLES: Spoken<Readonly<Record<OperatorRole, string>>> = {
  ja: { teller: '窓口', manager: '承認者', auditor: '監査' },
  en: { teller: 'Teller', manager: 'Manager', auditor: 'Auditor' },
};

/** What each role may do, for whoever chooses one. */
export const ROLE_DETAILS: Spoken<Readonly<Record<OperatorRole, string>>> = {
  ja: {
    teller: '照会と、手続きの入力ができます。',
    manager: '照会、手続きの入力、ほかの人が入力した手続きの承認ができます。',
    auditor: '照会と、監査記録の検索・出力・検証ができます。手続きはできません。',
  },
  en: {
    teller: 'Looks things up and enters procedures.',
    manager: 'Looks things up, enters procedures, and approves those that others entered.',
    auditor: 'Looks things up; searches, exports and verifies the audit trail. Enters nothing.',
  },
};

export const OPERATOR_STATES: Spoken<Readonly<Record<OperatorState, string>>> = {
  ja: { enrolling: '利用開始前', active: '利用中', suspended: '停止中' },
  en: { enrolling: 'Not yet begun', active: 'Active', suspended: 'Suspended' },
};
