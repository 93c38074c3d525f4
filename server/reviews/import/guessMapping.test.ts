import { describe, expect, test } from 'vitest';
import { AppError } from '#server/appError.ts';
import { guessMapping } from './guessMapping.ts';
import { overrideMapping } from './overrideMapping.ts';

function row(columns: string, ...cells: string[]): { columns: string[]; sample: Record<string, string>[] } {
  const names = columns.split(',');
  return {
    columns: names,
    sample: [Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))],
  };
}

describe('guessing', () => {
  test('a public set of food reviews: the column without a name is no id', () => {
    const { columns, sample } = row(
      ',Time,ProductId,UserId,Score,Summary,Text',
      '0',
      '1351123200',
      'B003XPF9BO',
      'A3R7JR3FMEBXQB',
      '5',
      'a treat',
      'They ate all 4 boxes before I could pack.',
    );
    expect(guessMapping(columns, sample)).toEqual({
      text: 'Text',
      title: 'Summary',
      rating: 'Score',
      product: 'ProductId',
      author: 'UserId',
      reviewedAt: 'Time',
    });
  });

  test('a date is known by its looks where its name tells nothing, unless two columns look like one', () => {
    const cells = ['1000', 'So loud it wakes the whole house', '1', '28.09.2026', 'Mill Pro'];
    const one = row('Ticket,Review Text,Stars,Written on,Model', ...cells);
    expect(guessMapping(one.columns, one.sample)).toEqual({
      text: 'Review Text',
      rating: 'Stars',
      reviewedAt: 'Written on',
      product: 'Model',
    });
    const two = row('Ticket,Review Text,Stars,Written on,Model,Sold on', ...cells, '01.02.2026');
    expect(guessMapping(two.columns, two.sample).reviewedAt).toBeUndefined();
  });

  test.each([
    ['Bewertet am,Modell,Sterne,Kommentar', '01.02.2026,Phone Y,1,Stürzt ab'],
    ['fecha,producto,calificación,comentario', '2026-02-01,Phone Y,1,Se cierra'],
    ['Datum,Produit,Étoiles,Avis', '01/02/2026,Phone Y,1,Plante souvent'],
  ])('columns are named in the language of whoever exported them: %s', (names, cells) => {
    const { columns, sample } = row(names, ...cells.split(','));
    const [reviewedAt, product, rating, text] = columns;
    expect(guessMapping(columns, sample)).toEqual({ text, rating, product, reviewedAt });
  });

  test('a store export: thumbs and developer replies are left alone', () => {
    const { columns, sample } = row(
      'reviewId,content,score,thumbsUpCount,reviewCreatedVersion,at,replyContent,repliedAt,appId',
      '9d0469d9',
      'Sweet game',
      '4',
      '0',
      '1.72.6',
      '2024-08-04 19:01:20',
      'Thank you so much for your kind words, dear player!',
      '2024-08-05 10:00:00',
      'com.iugome.lilknights',
    );
    expect(guessMapping(columns, sample)).toEqual({
      text: 'content',
      rating: 'score',
      product: 'appId',
      reviewedAt: 'at',
      id: 'reviewId',
    });
  });

  test('spelling, spaces and dots in names do not matter', () => {
    const { columns, sample } = row('Review Text,Star Rating,author.name', 'Nice', '5', 'Ada');
    expect(guessMapping(columns, sample)).toEqual({
      text: 'Review Text',
      rating: 'Star Rating',
      author: 'author.name',
    });
  });

  test('a column must hold what its name promises', () => {
    const columns = ['id', 'date', 'rating', 'text'];
    const sample = [
      { id: '1', date: 'soon', rating: 'meh', text: 'a' },
      { id: '1', date: 'late', rating: 'good', text: 'b' },
    ];
    expect(guessMapping(columns, sample)).toEqual({ text: 'text' });
  });

  test('without a telling name the wordiest column is the text', () => {
    const { columns, sample } = row('a,b,rating', 'x', 'this is what people wrote', '3');
    expect(guessMapping(columns, sample)).toEqual({ text: 'b', rating: 'rating' });
    expect(guessMapping(['a'], [{ a: '1' }])).toEqual({});
  });
});

describe('overriding', () => {
  const columns = ['Body', 'Stars', 'title', ''];

  test('column=field wins over the guess, and the other way round is understood', () => {
    expect(overrideMapping({ text: 'title' }, 'Body=text, stars=rating', columns)).toEqual({
      text: 'Body',
      rating: 'Stars',
    });
    expect(overrideMapping({}, 'text=Body,reviewed_at=Stars', columns)).toEqual({
      text: 'Body',
      reviewedAt: 'Stars',
    });
    expect(overrideMapping({ title: 'title', text: 'Body' }, 'title=text', columns)).toEqual({
      text: 'title',
    });
  });

  test('column= leaves a column out', () => {
    expect(overrideMapping({ text: 'Body', rating: 'Stars' }, 'Stars=', columns)).toEqual({ text: 'Body' });
  });

  test.for(['nonsense', 'Body=nothing', 'missing=text', 'missing='])(
    '"%s" is refused with the names there are',
    (map) => {
      expect(() => overrideMapping({}, map, columns)).toThrow(AppError);
      expect(() => overrideMapping({}, map, columns)).toThrow(/Body, Stars, title, \(no name\)/);
    },
  );
});
