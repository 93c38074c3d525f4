import { expect, test } from 'vitest';
import { monthBars } from './monthBars.ts';

test('months without reviews have a bar too, and each bar has its days', () => {
  const bars = monthBars([
    { name: '2023-12', count: 4 },
    { name: '2024-02', count: 1 },
  ]);
  expect(bars).toEqual([
    { name: '2023-12', count: 4, since: '2023-12-01', until: '2023-12-31' },
    { name: '2024-01', count: 0, since: '2024-01-01', until: '2024-01-31' },
    { name: '2024-02', count: 1, since: '2024-02-01', until: '2024-02-29' },
  ]);
});

test('many months are told by the year', () => {
  const bars = monthBars([
    { name: '2019-01', count: 1 },
    { name: '2019-11', count: 2 },
    { name: '2024-06', count: 3 },
  ]);
  expect(bars.map(({ name, count }) => `${name}: ${count}`)).toEqual([
    '2019: 3',
    '2020: 0',
    '2021: 0',
    '2022: 0',
    '2023: 0',
    '2024: 3',
  ]);
  expect(bars[0]).toMatchObject({ since: '2019-01-01', until: '2019-12-31' });
});

test('without a dated review there is no bar', () => expect(monthBars([])).toEqual([]));
