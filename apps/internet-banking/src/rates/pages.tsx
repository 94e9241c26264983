import { RATE_PRODUCTS, type RateLine, type RateList } from '@warifu/bank';
import { type Column, dateText, type Language, Table } from '@warifu/ui';
import { openPage } from '../http/frame.tsx';
import type { Turn } from '../http/route.ts';
import { percentText, RATE_WORDS, rateKeyOf } from './words.ts';

function columnsOf(language: Language): readonly Column<RateLine>[] {
  const { columns, terms, none, announced } = RATE_WORDS[language];
  return [
    { title: columns.term, isHead: true, cell: ({ product, termMonths }) => terms[product](termMonths) },
    {
      title: columns.rate,
      isAmount: true,
      cell: ({ inForce }) => (inForce ? percentText(inForce.rateThousandths) : none),
    },
    {
      title: columns.from,
      cell: ({ inForce }) => (inForce ? dateText(inForce.validFrom, language) : none),
    },
    {
      title: columns.next,
      cell: (line) =>
        line.announced
          ? announced(
              percentText(line.announced.rateThousandths),
              dateText(line.announced.validFrom, language),
            )
          : none,
    },
  ];
}

/** 金利一覧, open to everybody. */
export function ratesPage(turn: Turn, { today, lines }: RateList): string {
  const { language } = turn;
  const words = RATE_WORDS[language];
  return openPage(turn, {
    title: words.title,
    width: 'wide',
    body: (
      <>
        <div class="page-head">
          <h1>{words.title}</h1>
          <p class="lead">{lines.length === 0 ? words.empty : words.lead(dateText(today, language))}</p>
        </div>
        {RATE_PRODUCTS.map((product) => {
          const rows = lines.filter((line) => line.product === product);
          return rows.length === 0 ? null : (
            <section key={product} class="stack" aria-labelledby={product}>
              <h2 id={product}>{words.products[product]}</h2>
              <Table
                caption={words.products[product]}
                columns={columnsOf(language)}
                rows={rows}
                keyOf={rateKeyOf}
              />
            </section>
          );
        })}
        <ul class="bullets">
          {words.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
        <p>
          <a href="/login">{words.back}</a>
        </p>
      </>
    ),
  });
}
