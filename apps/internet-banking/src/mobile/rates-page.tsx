import { RATE_PRODUCTS, type RateList } from '@warifu/bank';
import { dateText } from '@warifu/ui';
import type { Turn } from '../http/route.ts';
import { percentText, RATE_WORDS, rateKeyOf } from '../rates/words.ts';
import { plainOpenPage } from './frame.tsx';

/** 金利一覧, without tables: they are wider than the screen. */
export function plainRatesPage(turn: Turn, { today, lines }: RateList): string {
  const { language } = turn;
  const words = RATE_WORDS[language];
  return plainOpenPage(turn, {
    title: words.title,
    body: (
      <>
        <p>{lines.length === 0 ? words.empty : words.lead(dateText(today, language))}</p>
        {RATE_PRODUCTS.map((product) => {
          const rows = lines.filter((line) => line.product === product);
          return rows.length === 0 ? null : (
            <section key={product}>
              <h2>{words.products[product]}</h2>
              <ul class="lines">
                {rows.map((line) => (
                  <li key={rateKeyOf(line)}>
                    {product === 'ordinary' ? null : `${words.terms[product](line.termMonths)} `}
                    {line.inForce ? (
                      <>
                        <b>{percentText(line.inForce.rateThousandths)}</b>
                        <br />
                        {words.columns.from} {dateText(line.inForce.validFrom, language)}
                      </>
                    ) : null}
                    {line.announced ? (
                      <>
                        <br />
                        {words.columns.next}{' '}
                        {words.announced(
                          percentText(line.announced.rateThousandths),
                          dateText(line.announced.validFrom, language),
                        )}
                      </>
                    ) : null}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
        <ul>
          {words.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </>
    ),
    menu: [{ digit: '0', label: words.back, href: '/m/login' }],
  });
}
