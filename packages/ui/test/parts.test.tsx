import { describe, expect, test } from 'vitest';
import {
  dateText,
  ErrorSummary,
  fragmentText,
  instantText,
  SubmitButton,
  Table,
  TextField,
  yenText,
} from '../src/index.ts';

describe('amounts', () => {
  test.each([
    [0n, '¥0'],
    [999n, '¥999'],
    [1_000n, '¥1,000'],
    [1_234_567n, '¥1,234,567'],
    [-330n, '−¥330'],
    [9_007_199_254_740_993n, '¥9,007,199,254,740,993'],
  ])('%s yen is written %s', (amount, text) => {
    expect(yenText(amount)).toBe(text);
  });
});

describe('days and instants', () => {
  test('a day is written with its weekday, whatever the time zone of the machine', () => {
    expect(dateText('2026-11-23', 'ja')).toBe('2026年11月23日(月)');
    expect(dateText('2026-11-23', 'en')).toBe('Mon, 23 Nov 2026');
  });

  test('an instant is written in Asia/Tokyo', () => {
    const lastSecondOfTheDay = Date.parse('2026-11-23T14:59:59Z') / 1000;
    expect(instantText(lastSecondOfTheDay, 'ja')).toBe('2026年11月23日 23:59');
    expect(instantText(lastSecondOfTheDay + 1, 'ja')).toBe('2026年11月24日 00:00');
  });
});

describe('a field', () => {
  const field = { language: 'ja', name: 'amount', label: '金額', autocomplete: 'off' } as const;

  test('in error is marked, described by its sentence and its hint, and takes the focus', () => {
    const html = fragmentText(<TextField {...field} hint="例" error="数字で" value="x" hasFocus={true} />);
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="amount-error amount-hint"');
    expect(html).toContain('id="amount-error"');
    expect(html).toContain('value="x"');
    expect(html).toContain('autofocus');
  });

  test('in order has none of that', () => {
    const html = fragmentText(<TextField {...field} />);
    for (const mark of ['aria-invalid', 'aria-describedby', 'autofocus', 'value=']) {
      expect(html).not.toContain(mark);
    }
  });

  test('shows what was typed as text', () => {
    expect(fragmentText(<TextField {...field} value={'"><b>'} />)).toContain('value="&quot;>&lt;b>"');
  });
});

test('a summary links each error to its field, in the order of the page', () => {
  const html = fragmentText(
    <ErrorSummary language="ja" order={['a', 'b', 'c']} errors={{ c: '三', a: '一' }} />,
  );
  expect([...html.matchAll(/href="#(\w)"/g)].map(([, name]) => name)).toEqual(['a', 'c']);
  expect(fragmentText(<ErrorSummary language="ja" order={['a']} errors={{}} />)).toBe('');
});

test('a button is a submit button and nothing else', () => {
  expect(fragmentText(<SubmitButton label="実行" />)).toBe(
    '<button type="submit" class="button button-primary">実行</button>',
  );
});

test('a table names its cells for the screens where it is a list of cards', () => {
  const html = fragmentText(
    <Table
      caption="明細"
      rows={[1]}
      keyOf={String}
      columns={[
        { title: '日付', isHead: true, cell: () => '今日' },
        { title: '金額', isAmount: true, cell: (row) => row },
      ]}
    />,
  );
  expect(html).toContain('<th scope="row" data-label="日付">今日</th>');
  expect(html).toContain('<td data-label="金額" class="is-amount">1</td>');
});
