/** How many digits a number has. */
export interface DigitCount {
  readonly lengthMin: number;
  readonly lengthMax: number;
}

/** An invented biller: which numbers its bills carry, and what they are for. */
export interface Biller {
  readonly billerNumber: string;
  readonly kind: 'national' | 'local' | 'private';
  readonly name: string;
  /** Half-width. */
  readonly kana: string;
  readonly paymentNumber: DigitCount;
  readonly confirmationNumber: DigitCount;
  readonly paymentCategory?: DigitCount;
}

interface Listed extends Biller {
  /** By payment category; of a biller without categories by an empty one. */
  readonly contents: Readonly<Record<string, string>>;
  readonly isUnderMaintenance?: true;
}

const digits = (lengthMin: number, lengthMax = lengthMin): DigitCount => ({ lengthMin, lengthMax });

/** National ones, local governments and private ones. No such authority, town or firm exists. */
export const BILLERS: readonly Listed[] = [
  {
    billerNumber: '00200',
    kind: 'national',
    name: 'デモ国税',
    kana: 'ﾃﾞﾓｺｸｾﾞｲ',
    paymentNumber: digits(16),
    confirmationNumber: digits(6),
    paymentCategory: digits(10),
    contents: { '1000000001': 'デモ所得税', '1000000002': 'デモ消費税' },
  },
  {
    billerNumber: '00500',
    kind: 'national',
    name: 'デモ年金',
    kana: 'ﾃﾞﾓﾈﾝｷﾝ',
    paymentNumber: digits(16),
    confirmationNumber: digits(6),
    contents: { '': 'デモ年金保険料' },
  },
  {
    billerNumber: '58191',
    kind: 'local',
    name: '見本市',
    kana: 'ﾐﾎﾝｼ',
    paymentNumber: digits(20),
    confirmationNumber: digits(6),
    paymentCategory: digits(10),
    contents: { '2000000001': '見本市固定資産税', '2000000002': '見本市自動車税' },
  },
  {
    billerNumber: '90101',
    kind: 'private',
    name: '架空電力',
    kana: 'ｶｸｳﾃﾞﾝﾘﾖｸ',
    paymentNumber: digits(13),
    confirmationNumber: digits(4),
    contents: { '': '電気料金' },
  },
  {
    billerNumber: '90202',
    kind: 'private',
    name: '例示通信',
    kana: 'ﾚｲｼﾞﾂｳｼﾝ',
    paymentNumber: digits(10, 12),
    confirmationNumber: digits(4),
    contents: { '': '通信料金' },
  },
  {
    billerNumber: '90909',
    kind: 'private',
    name: '休止中ガス',
    kana: 'ｷﾕｳｼﾁﾕｳｶﾞｽ',
    paymentNumber: digits(11),
    confirmationNumber: digits(4),
    contents: { '': 'ガス料金' },
    isUnderMaintenance: true,
  },
];

export const findBiller = (billerNumber: string): Listed | undefined =>
  BILLERS.find((biller) => biller.billerNumber === billerNumber);

/** What the bank is told of a biller: what its bills are for is told with a bill. */
export function statedOf(biller: Listed): Biller {
  const { contents: _contents, isUnderMaintenance: _isUnderMaintenance, ...stated } = biller;
  return stated;
}
