import type { RenewalKind } from '../../src/time-deposits/formulas.ts';
import type { NaiveDeposit } from './naive.ts';

/** What is given, and what comes out of it: with a renewal the new principal and what goes to the ordinary account. */
export type TimeDepositExample = {
  readonly title: string;
  readonly deposit: NaiveDeposit;
  readonly byHand: bigint;
} & (
  | {
      readonly act: 'maturity';
      /** Maturity itself, whatever day that is; the day on which 自動解約 is carried out; or a date. */
      readonly on: string;
      readonly ordinary: bigint;
    }
  | { readonly act: 'renew'; readonly how: RenewalKind; readonly newRate: bigint }
  | { readonly act: 'early'; readonly on: string; readonly ordinary: bigint }
);

type Given = readonly [principal: bigint, months: number, rate: bigint, opened: string];

const ORDINARY = 200n;

const depositOf = ([principal, months, rate, opened]: Given): NaiveDeposit => ({
  principal,
  months,
  rate,
  opened,
});

const kept = (
  title: string,
  given: Given,
  byHand: bigint,
  on = 'maturity',
  ordinary = ORDINARY,
): TimeDepositExample => ({ title, deposit: depositOf(given), byHand, act: 'maturity', on, ordinary });

const renewed = (
  title: string,
  given: Given,
  byHand: bigint,
  how: RenewalKind,
  newRate: bigint,
): TimeDepositExample => ({ title, deposit: depositOf(given), byHand, act: 'renew', how, newRate });

const early = (
  title: string,
  given: Given,
  byHand: bigint,
  on: string,
  ordinary = ORDINARY,
): TimeDepositExample => ({ title, deposit: depositOf(given), byHand, act: 'early', on, ordinary });

const MILLION = 1_000_000n;

export const TIME_DEPOSITS: readonly TimeDepositExample[] = [
  kept('A year of 365 days · 平年の1年', [MILLION, 12, 125n, '2026-11-27'], 1_000_997n),
  kept(
    'A year with 29 February: 366 days over 365 · うるう日を含む1年',
    [MILLION, 12, 125n, '2027-03-01'],
    1_001_000n,
  ),
  kept('31 January and one month · 1月31日から1か月', [MILLION, 1, 110n, '2027-01-31'], 1_000_068n),
  kept(
    '31 January and one month in a leap year · うるう年の1月31日から1か月',
    [MILLION, 1, 110n, '2028-01-31'],
    1_000_070n,
  ),
  kept('29 February and one year · 2月29日から1年', [3_000_000n, 12, 250n, '2028-02-29'], 3_005_977n),
  kept('30 November and three months · 11月30日から3か月', [500_000n, 3, 110n, '2026-11-30'], 500_109n),
  kept('31 August and six months · 8月31日から6か月', [2_345_678n, 6, 125n, '2026-08-31'], 2_346_837n),
  kept('A rate of 0.002 %: ¥1 of interest, no tax · 年0.002%', [MILLION, 1, 2n, '2026-12-01'], 1_000_001n),
  kept(
    'A rate of 0.002 % on the smallest deposit: ¥0 · 最低預入額で年0.002%',
    [10_000n, 12, 2n, '2026-12-01'],
    10_000n,
  ),
  kept('Interest of ¥6 bears no tax · 利息6円', [10_000n, 12, 60n, '2026-12-01'], 10_006n),
  kept('Interest of ¥7: ¥1 of national tax · 利息7円', [10_000n, 12, 70n, '2026-12-01'], 10_006n),
  kept('Interest of ¥19: no local tax yet · 利息19円', [10_000n, 12, 190n, '2026-12-01'], 10_017n),
  kept('Interest of ¥20: ¥1 of local tax · 利息20円', [10_000n, 12, 200n, '2026-12-01'], 10_016n),
  kept('The largest deposit · 最高預入額', [9_999_999n, 6, 375n, '2026-12-01'], 10_014_900n),
  kept(
    'Closed by itself after a weekend · 満期日が土曜日の自動解約',
    [MILLION, 12, 125n, '2026-11-27'],
    1_001_005n,
    'business day',
  ),
  kept(
    'Closed by itself after the turn of the year · 満期日が元日',
    [5_000_000n, 6, 300n, '2026-07-01'],
    5_006_091n,
    'business day',
  ),
  kept(
    'Maturity on 31 December · 満期日が年末休業日',
    [5_000_000n, 12, 300n, '2026-12-31'],
    5_012_041n,
    'business day',
  ),
  kept(
    'Maturity in the week of holidays in May · 満期日がゴールデンウィーク',
    [4_000_000n, 3, 150n, '2027-02-01'],
    4_001_254n,
    'business day',
  ),
  kept(
    'Kept 100 days after maturity · 満期後100日',
    [MILLION, 6, 125n, '2026-06-01'],
    1_000_936n,
    '2027-03-11',
  ),
  kept(
    'Two sums floored, one tax: ¥6 and ¥1 · 満期利息6円と満期後利息1円',
    [10_000n, 12, 60n, '2026-12-01'],
    10_006n,
    '2027-12-21',
  ),
  kept('Two years: interim interest, then the rest · 2年もの', [MILLION, 24, 200n, '2026-12-01'], 1_002_077n),
  kept(
    'The interim rate is cut to three decimals · 中間利払利率の切捨て',
    [MILLION, 24, 125n, '2026-12-01'],
    1_001_302n,
  ),
  kept('Five years over a leap day · 5年もの', [3_000_000n, 60, 350n, '2026-12-01'], 3_018_415n),
  kept(
    '29 February and five years: it comes back in 2032 · 2月29日から5年',
    [2_000_000n, 60, 350n, '2028-02-29'],
    2_012_277n,
  ),
  kept(
    'Interim interest on a Sunday is paid on that Sunday · 中間利払日が日曜日',
    [7_777_777n, 36, 275n, '2026-02-28'],
    7_805_157n,
    'business day',
  ),
  renewed(
    'Renewed with interest; 31 January comes to 28 March · 元利金継続',
    [MILLION, 1, 110n, '2027-01-31'],
    1_000_068n,
    'renew_with_interest',
    120n,
  ),
  renewed(
    'Renewed without interest on a bank holiday · 休業日の元金継続',
    [MILLION, 12, 125n, '2026-11-27'],
    1_000_997n,
    'renew_principal',
    150n,
  ),
  renewed(
    'A renewal of two years adds the rest alone · 2年ものの元利金継続',
    [MILLION, 24, 200n, '2026-12-01'],
    1_002_077n,
    'renew_with_interest',
    225n,
  ),
  renewed(
    'Renewed up to ¥9,999,999 exactly · 上限ちょうどの元利金継続',
    [9_998_405n, 12, 20n, '2026-12-01'],
    9_999_999n,
    'renew_with_interest',
    20n,
  ),
  renewed(
    '¥1 more would be ¥10,000,000: closed · 上限を超える元利金継続',
    [9_998_406n, 12, 20n, '2026-12-01'],
    10_000_000n,
    'renew_with_interest',
    20n,
  ),
  renewed(
    'Too large on a holiday: closed on the next business day · 休業日に上限を超える元利金継続',
    [9_999_999n, 12, 125n, '2026-11-27'],
    10_010_047n,
    'renew_with_interest',
    200n,
  ),
  early(
    'Under six months: the ordinary rate, above the contract rate · 6か月未満',
    [MILLION, 12, 125n, '2026-12-01'],
    1_000_791n,
    '2027-05-31',
  ),
  early(
    'Six months to the day: 40 % · ちょうど6か月',
    [MILLION, 36, 600n, '2026-12-01'],
    1_000_954n,
    '2027-06-01',
  ),
  early(
    'Six months from 31 August are full on 28 February · 8月31日から6か月',
    [MILLION, 36, 600n, '2026-08-31'],
    1_000_949n,
    '2027-02-28',
  ),
  early(
    'The day before twelve months: 40 % still · 12か月の前日',
    [MILLION, 36, 600n, '2026-12-01'],
    1_001_908n,
    '2027-11-30',
  ),
  early(
    'On the first anniversary: 50 %, its interim interest is set off · 1年ちょうど',
    [MILLION, 36, 600n, '2026-12-01'],
    999_044n,
    '2027-12-01',
  ),
  early('Eighteen months: 60 % · 18か月', [3_000_000n, 36, 600n, '2026-12-01'], 3_002_881n, '2028-06-01'),
  early(
    'Two years to the day: both at 70 %, ¥1 between them · ちょうど2年、端数1円',
    [1_234_567n, 36, 611n, '2026-12-01'],
    1_234_567n,
    '2028-12-01',
    2n,
  ),
  early(
    'Thirty months: 90 %, E is more than I · 30か月',
    [3_000_000n, 60, 600n, '2026-12-01'],
    3_012_183n,
    '2029-06-01',
  ),
  early(
    'The share is less than the ordinary rate · 割合が普通預金利率を下回る',
    [MILLION, 12, 250n, '2026-12-01'],
    1_001_062n,
    '2027-08-01',
  ),
  early(
    '13 months: tax is given back · 税の還付',
    [5_000_000n, 24, 400n, '2026-12-01'],
    4_997_490n,
    '2028-01-01',
  ),
  early('¥1 of tax given back · 1円の還付', [20_000n, 24, 100n, '2026-12-01'], 19_997n, '2027-12-01', 2n),
  early(
    'Set off so small that no tax is given back · 還付のない精算',
    [10_000n, 24, 80n, '2026-12-01'],
    9_999n,
    '2027-12-01',
    2n,
  ),
  early(
    'On the day of the deposit: nothing is earned · 預入日当日',
    [MILLION, 12, 125n, '2026-12-01'],
    1_000_000n,
    '2026-12-01',
  ),
  early(
    'The ordinary rate has risen above the contract rate: nothing is lost · 失う利息なし',
    [MILLION, 1, 110n, '2026-12-01'],
    1_000_131n,
    '2026-12-31',
    200n,
  ),
  early(
    'Interim interest taxed in 2037, closed in 2038 · 2038年をまたぐ精算',
    [9_000_000n, 24, 900n, '2036-12-15'],
    8_990_414n,
    '2038-01-20',
  ),
  kept(
    'The last day of the surtax · 2037年12月31日の支払い',
    [9_000_000n, 12, 500n, '2036-12-31'],
    9_035_859n,
  ),
  kept('The day after · 2038年1月1日の支払い', [9_000_000n, 12, 500n, '2037-01-01'], 9_036_000n),
  kept(
    'Maturity on 31 December 2037, closed in January 2038 · 年をまたぐ自動解約',
    [9_000_000n, 12, 500n, '2036-12-31'],
    9_036_159n,
    'business day',
  ),
];
