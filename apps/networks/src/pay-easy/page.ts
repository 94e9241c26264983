import { escaped, page } from '../pages.ts';
import { BEHAVIOUR_RULES } from './behaviour.ts';
import type { Counterpart, InquiryOutcome } from './counterpart.ts';
import { EXAMPLES } from './examples.ts';
import type { BillNumbers } from './shapes.ts';

const STATE: Readonly<Record<InquiryOutcome['outcome'], string>> = {
  found: '払えます / to be paid',
  paid: '支払済み / paid',
  expired: '期限切れ / expired',
  withdrawn: '取消済み / withdrawn',
  unknown: '見つかりません / not found',
  maintenance: '休止中 / under maintenance',
};

const KIND = {
  national: '国 / national',
  local: '地方公共団体 / local government',
  private: '民間 / private',
} as const;

const amountOf = (inquired: InquiryOutcome): string => {
  if (inquired.outcome !== 'found') return '–';
  const { amount } = inquired.bill;
  return amount.kind === 'fixed'
    ? `${Number(amount.amount).toLocaleString('ja-JP')}円`
    : `${amount.amountMin}〜${amount.amountMax}円`;
};

function lineOf(bill: BillNumbers, inquired: InquiryOutcome): string {
  const { paymentNumber, confirmationNumber, paymentCategory = '–' } = bill;
  const cells = [confirmationNumber, paymentCategory, amountOf(inquired), STATE[inquired.outcome]];
  return `<tr><th scope="row">${paymentNumber}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
}

/** The bills that a visitor of the demo may pay, and how the others behave. */
export function payEasyPage({ inquire }: Pick<Counterpart, 'inquire'>): string {
  const rules = BEHAVIOUR_RULES.map(
    ({ ending, ja, en }) =>
      `<tr><th scope="row">…${ending}</th><td>${escaped(ja)}<br>${escaped(en)}</td></tr>`,
  );
  const billers = EXAMPLES.map(
    ({ biller, bills }) =>
      `<h2>${escaped(biller.name)} ${biller.billerNumber}</h2><p>${KIND[biller.kind]}</p><div class="wide" tabindex="0" role="region" aria-label="${escaped(biller.name)}">
<table><thead><tr><th scope="col">${biller.kind === 'private' ? 'お客様番号 / customer no.' : '納付番号 / payment no.'}</th><th scope="col">確認番号 / confirmation no.</th><th scope="col">納付区分 / category</th><th scope="col">金額 / amount</th><th scope="col">状態 / state</th></tr></thead>
<tbody>${bills.map((bill) => lineOf(bill, inquire(bill))).join('')}</tbody></table></div>`,
  );
  return page(
    'ペイジーの相手役 / Pay-easy counterpart',
    `<p>収納機関のかわりをするプログラムです。ここにある請求はすべて架空です。インターネットバンキングの「税金・各種料金の払込み」で払えます。<br>
This program stands in for the billers. Every bill here is invented. Pay them in internet banking, with Pay-easy.</p>
${billers.join('\n')}
<h2>請求の決まり / How bills behave</h2>
<p>どの納付番号(お客様番号)にも請求があります。確認番号は納付番号の最初の桁、金額は末尾2桁の前の6桁、振る舞いは末尾2桁で決まります。<br>
There is a bill under every payment number. Its first digits are the confirmation number, the six digits before the last two are the yen, and the last two tell how it behaves.</p>
<table><caption>末尾 / ending</caption>${rules.join('')}</table>`,
  );
}
