import type { AccountView, Channel, ContractState, OtpMark } from '@warifu/bank';
import type { Spoken } from '@warifu/ui';

/** 科目. */
export const ACCOUNT_KINDS: Spoken<Readonly<Record<AccountView['kind'], string>>> = {
  ja: { ordinary: '普通預金', current: '当座預金', savings: '貯蓄預金' },
  en: { ordinary: 'Ordinary', current: 'Current', savings: 'Savings' },
};

export const CHANNELS: Spoken<Readonly<Record<Channel, string>>> = {
  ja: { pc: 'パソコン', smartphone: 'スマートフォン', mobile: '携帯電話' },
  en: { pc: 'PC', smartphone: 'Smartphone', mobile: 'Mobile phone' },
};

export const CONTRACT_STATES: Spoken<Readonly<Record<ContractState, string>>> = {
  ja: { active: '利用中', stopped: 'IB取引中止' },
  en: { active: 'Active', stopped: 'Stopped' },
};

export const OTP_MARKS: Spoken<Readonly<Record<OtpMark, string>>> = {
  ja: { none: '未登録', registered: '登録済み', released: '登録解除' },
  en: { none: 'Not registered', registered: 'Registered', released: 'Released' },
};
