import { describe, expect, test } from 'vitest';
import { plainText } from './plainText.ts';
import { dateOrder, readDate } from './readDate.ts';
import { readRating } from './readRating.ts';
import { readReview } from './readReview.ts';

describe('the text', () => {
  test.for([
    ['one<br />two<br>three', 'one\ntwo\nthree'],
    ['<p>a</p><p>b</p>', 'a\nb'],
    ['see <a href="http://example.org/x?a=1&b=2">this one</a>!', 'see this one!'],
    ['I <3 this, 5 < 6 and 7 > 3, a <b and c> d', 'I <3 this, 5 < 6 and 7 > 3, a <b and c> d'],
    ['caf&eacute; &amp; bar &#8220;x&#x201D; &unknown; AT&T', 'café & bar “x” &unknown; AT&T'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
    ['<!-- hidden -->shown<SCRIPT src="x">', 'shown'],
    ['  a \r\n\r\n\r\n\r\nb\u00a0c  ', 'a\n\nb c'],
    ['zero\0 half \ud83d', 'zero\ufffd half \ufffd'],
    ['&#0;&#x110000;&#55357;', '&#0;&#x110000;\ufffd'],
  ] as const)('%s', ([raw, text]) => {
    expect(plainText(raw)).toBe(text);
  });

  test('a megabyte of opening brackets is read without much ado', () => {
    expect(plainText('<a '.repeat(300_000))).toHaveLength(899_999);
    expect(plainText('<!--'.repeat(50_000))).toHaveLength(200_000);
  });
});

describe('the rating', () => {
  test.for([
    ['5', 5],
    ['5.0', 5],
    ['3,5', 3.5],
    ['4/5', 4],
    ['8/10', 4],
    ['4 out of 5 stars', 4],
    ['Rated 2 out of 5', 2],
    ['1 star', 1],
    ['★★★★', 4],
    ['★★☆☆☆', 2],
    ['⭐⭐⭐', 3],
  ] as const)('%s is %d', ([cell, value]) => {
    expect(readRating(cell)).toEqual({ kind: 'rating', value });
  });

  test.for(['', ' ', '-', 'n/a', 'NULL', 'great', '2024-08-04'])('"%s" is none', (cell) => {
    expect(readRating(cell)).toEqual({ kind: 'unknown' });
  });

  test.for(['0', '6', '-1', '11/10', '3/0', '★★★★★★'])('"%s" is out of range', (cell) => {
    expect(readRating(cell)).toEqual({ kind: 'out-of-range' });
  });
});

describe('the date', () => {
  test.for([
    ['2026-05-06', '2026-05-06T00:00:00.000Z'],
    ['2024-08-04 19:01:20', '2024-08-04T19:01:20.000Z'],
    ['2024-08-04T19:01:20.123Z', '2024-08-04T19:01:20.000Z'],
    ['2024-08-04T19:01:20+02:00', '2024-08-04T17:01:20.000Z'],
    ['1351123200', '2012-10-25T00:00:00.000Z'],
    ['1722798080000', '2024-08-04T19:01:20.000Z'],
    ['31-Jul-18', '2018-07-31T00:00:00.000Z'],
    ['1 August 2018', '2018-08-01T00:00:00.000Z'],
    ['July 31, 2018', '2018-07-31T00:00:00.000Z'],
    ['31.07.2018', '2018-07-31T00:00:00.000Z'],
    ['07/31/2018', '2018-07-31T00:00:00.000Z'],
    ['31/07/2018', '2018-07-31T00:00:00.000Z'],
  ] as const)('%s', ([cell, iso]) => {
    expect(readDate(cell)).toBe(iso);
  });

  test.for([
    '',
    'yesterday',
    '2026-02-31',
    '03/04/2026',
    '2026-13-01',
    '31-Foo-18',
    '2024-08-04 25:00:00',
    '12345',
  ])('"%s" is none', (cell) => {
    expect(readDate(cell)).toBeNull();
  });
});

test('the order of slashed dates is taken from those that tell, if they agree', () => {
  expect(dateOrder(['03/04/2026', '31/01/2026'])).toBe('day-first');
  expect(dateOrder(['03/04/2026', '01/31/2026', ''])).toBe('month-first');
  expect(dateOrder(['03/04/2026', 'soon'])).toBeNull();
  expect(dateOrder(['31/01/2026', '01/31/2026'])).toBeNull();
  expect(readDate('03/04/2026', 'day-first')).toBe('2026-04-03T00:00:00.000Z');
  expect(readDate('03/04/2026', 'month-first')).toBe('2026-03-04T00:00:00.000Z');
});

describe('a row', () => {
  const mapping = { text: 'Body', rating: 'Stars', reviewedAt: 'When', id: 'Key', product: 'App' } as const;

  test('becomes a review', () => {
    const row = { Body: ' Fine<br>by me ', Stars: '4', When: '2026-05-06', Key: 'k1', App: ' Web \n app ' };
    expect(readReview(row, mapping)).toEqual({
      review: {
        id: 'k1',
        text: 'Fine\nby me',
        title: null,
        rating: 4,
        product: 'Web app',
        source: null,
        author: null,
        language: null,
        reviewedAt: '2026-05-06T00:00:00.000Z',
      },
      notes: [],
    });
  });

  test('without text, or with a rating beyond the scale, holds none', () => {
    expect(readReview({ Body: '<br/> &nbsp;' }, mapping)).toEqual({ reason: 'the text is empty' });
    expect(readReview({ Body: 'ok', Stars: '9' }, mapping)).toEqual({
      reason: 'the rating "9" is not between 1 and 5',
    });
  });

  test('keeps its text when the date can not be read, and says so', () => {
    expect(readReview({ Body: 'ok', When: '03/04/2026' }, mapping)).toMatchObject({
      review: { text: 'ok', reviewedAt: null },
      notes: ['the date "03/04/2026" could not be read and was left out'],
    });
  });
});
