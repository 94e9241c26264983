import type { AddressChangeView } from '@warifu/bank';
import { IDS, LONG_NAME, NOW } from './fixtures.ts';

/** Changes of address that customers asked for. */
export const ADDRESS_CHANGES: readonly AddressChangeView[] = [
  {
    orderId: IDS.addressWaiting,
    receiptNumber: '261124-7K3QF-M2XWP-C',
    state: 'waiting',
    contract: {
      contractId: IDS.contract,
      contractNumber: '00012345678',
      holder: LONG_NAME,
      branchCode: '001',
      isStopped: false,
    },
    address: {
      postalCode: '1000001',
      prefecture: '神奈川県',
      city: '見本市例示区',
      street: '例示町1-2-3',
      building: '見本荘101',
      telephone: '09012345678',
    },
    askedAt: NOW,
  },
  {
    orderId: IDS.addressSentBack,
    receiptNumber: '261124-7K3QF-M2XWP-D',
    state: 'sent_back',
    contract: {
      contractId: IDS.stopped,
      contractNumber: '00087654321',
      holder: '例示 花子',
      branchCode: '001',
      isStopped: true,
    },
    address: {
      postalCode: '1000001',
      prefecture: '東京都',
      city: '見本区',
      street: '例示町1-2-3',
      building: '',
      telephone: '0312345678',
    },
    current: {
      postalCode: '1000002',
      prefecture: '東京都',
      city: '見本区',
      street: '架空町4-5-6',
      building: '',
      telephone: '0312345678',
    },
    askedAt: NOW,
    settledAt: NOW,
    settledBy: { operatorId: IDS.manager, name: 'デモ 承認者' },
    reason: '番地をご確認いただけませんでした。',
  },
];
