import { randomInt } from 'node:crypto';
import { defaultConfiguration, type NewContract } from '@warifu/bank';
import { yen } from '@warifu/base';
import type { DemoContract } from './demo-file.ts';

/** Someone of the demo, openly invented. */
export interface DemoPerson {
  readonly key:
    | 'taro'
    | 'taroAgain'
    | 'hanako'
    | 'ichiro'
    | 'sakura'
    | 'employer'
    | 'store'
    | 'cafe'
    | 'power';
  readonly contract: NewContract;
  /** Undefined for those who only stand on the other side of a statement. */
  readonly about?: DemoContract['about'];
}

/** Without the letters and digits that are read for one another. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const DIGITS = '23456789';

const draw = (from: string, length: number): string =>
  Array.from({ length }, () => from[randomInt(from.length)]).join('');

/** A random password that can be typed from paper: about 60 bits. */
const drawPassword = (): string =>
  `${draw(LETTERS, 4)}-${draw(DIGITS, 4)}-${draw(LETTERS, 4)}-${draw(LETTERS, 2)}`;

const [HEAD, BRIDGE, STATION] = defaultConfiguration.ownBank.branches.map((branch) => branch.code);

const passwords = () => ({ loginPassword: drawPassword(), confirmationPassword: drawPassword() });

/** The people of the demo, with passwords drawn anew. */
export function drawPeople(): readonly DemoPerson[] {
  const head = HEAD ?? '001';
  return [
    {
      key: 'taro',
      contract: {
        ...passwords(),
        holder: { kanji: '見本 太郎', kana: 'ミホン タロウ' },
        mailAddress: 'taro@mihon.example',
        branchCode: head,
        keepsPassword: true,
        deposits: [yen(3_000_000n)],
      },
      about: {
        ja: 'トークン未登録。まず「ワンタイムパスワードの利用登録はこちら」から',
        en: 'no token yet: begin with the registration link on the login page',
      },
    },
    {
      key: 'hanako',
      contract: {
        ...passwords(),
        holder: { kanji: 'デモ 花子', kana: 'デモ ハナコ' },
        branchCode: head,
        keepsPassword: true,
        deposits: [yen(2_400_000n), yen(800_000n), yen(150_000n)],
      },
      about: { ja: '口座3つ、数か月分の入出金明細', en: 'three accounts, months of statement lines' },
    },
    {
      key: 'ichiro',
      contract: {
        ...passwords(),
        holder: { kanji: '例示 一郎', kana: 'レイジ イチロウ' },
        mailAddress: 'ichiro@reiji.example',
        branchCode: STATION ?? head,
        keepsPassword: true,
        language: 'en',
        deposits: [yen(500_000n), yen(1_000_000n)],
      },
      about: { ja: '駅前支店の契約、英語表示', en: 'a contract at another branch, pages in English' },
    },
    {
      key: 'sakura',
      contract: {
        loginPassword: drawPassword(),
        holder: { kanji: '架空 さくら', kana: 'カクウ サクラ' },
        mailAddress: 'sakura@kakuu.example',
        branchCode: head,
        deposits: [yen(100_000n)],
      },
      about: {
        ja: '新規契約。初回ログインでパスワード変更、確認用パスワードなし',
        en: 'a new contract: the first login asks for a new password; no confirmation password',
      },
    },
    {
      key: 'taroAgain',
      contract: {
        ...passwords(),
        holder: { kanji: '見本 太郎', kana: 'ミホン タロウ' },
        mailAddress: 'taro@mihon.example',
        branchCode: BRIDGE ?? head,
        keepsPassword: true,
        deposits: [yen(700_000n)],
      },
      about: {
        ja: '見本 太郎さんの割符橋支店の契約。同じトークンIDを登録できます',
        en: 'the same person at another branch: the same token ID can be registered here too',
      },
    },
    ...drawPartners(head),
  ];
}

function drawPartners(branchCode: string): readonly DemoPerson[] {
  const partner = (key: DemoPerson['key'], kanji: string, kana: string, deposit: bigint): DemoPerson => ({
    key,
    contract: {
      ...passwords(),
      holder: { kanji, kana },
      branchCode,
      keepsPassword: true,
      deposits: [yen(deposit)],
    },
  });
  return [
    partner('employer', '見本商事', 'ミホンシヨウジ', 50_000_000n),
    partner('store', 'サンプルストア', 'サンプルストア', 5_000_000n),
    partner('cafe', '例示カフェ', 'レイジカフエ', 2_000_000n),
    partner('power', '模擬電力', 'モギデンリヨク', 5_000_000n),
  ];
}
