import type { IdentityDocument } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

/** 本人確認書類. */
export const DOCUMENTS: Spoken<Readonly<Record<IdentityDocument, string>>> = {
  ja: {
    drivers_licence: '運転免許証',
    my_number_card: 'マイナンバーカード',
    passport: '旅券（パスポート）',
    residence_card: '在留カード',
    health_certificate: '資格確認書',
    staff_card: '職員証',
    other: 'その他',
  },
  en: {
    drivers_licence: 'Driver’s licence',
    my_number_card: 'My Number card',
    passport: 'Passport',
    residence_card: 'Residence card',
    health_certificate: 'Health insurance certificate',
    staff_card: 'Staff card',
    other: 'Other',
  },
};
