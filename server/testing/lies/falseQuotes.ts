import type { Material, ReviewLine } from './material.ts';
import { lies, literal, type Statement } from './statement.ts';

const inventions = [
  'I adore every single pixel of this marvel',
  'My grandmother finally understands computers thanks to you',
  'Worth a thousand dollars each and every day',
  'Nothing has ever made our office happier than this',
  'The best money that I have spent since my wedding',
];

/** Quotes that nobody wrote, or somebody else, and citations of reviews that were not given. */
export function falseQuotes({ reviews }: Material): Statement[] {
  const last = reviews.length;
  const long = reviews.filter(({ text }) => words(text).length >= 9).slice(0, 5);
  const begin = ({ text }: ReviewLine, count = 8) =>
    words(text)
      .slice(0, count)
      .join(' ')
      .replace(/[.,;:!?]+$/, '');
  const no = (text: string) => new RegExp(literal(text), 'i');
  const each = (make: (review: ReviewLine, at: number) => readonly [string, RegExp]) => long.map(make);
  const invented = (make: (text: string, at: number) => string) =>
    inventions.map((text, at): [string, RegExp] => [make(text, at), no(text)]);
  const nextOf = (at: number): ReviewLine => long[(at + 1) % long.length] ?? { n: 1, text: '' };

  return [
    ...lies('a citation of a review that was not given', [
      ['It is slow [99].', /99/],
      [`It is slow [${last + 1}] and dear.`, number(last + 1)],
      ['It is slow [r77], they say.', /77/],
      ['It is slow [review 88].', /88/],
      ['It is slow [0].', /\[0\]/],
    ]),
    ...lies('a citation in a list', [
      ['It is slow [1, 99].', /99/],
      ['It is slow [98, 2, 3].', /98/],
      ['It is slow [1; 97].', /97/],
      ['It is slow [1][96].', /96/],
      [`It is slow [2, ${last + 4}, 95].`, /95/],
    ]),
    ...lies('a citation in a range', [
      [`It is slow [${last - 1}–${last + 25}].`, number(last + 25)],
      ['It is slow [80-90].', /80|90/],
      [`It is slow [${last}-${last + 9}, 1].`, number(last + 9)],
      ['It is slow [2–99].', /99/],
      [`It is slow [r${last}-r${last + 3}].`, number(last + 3)],
    ]),
    ...lies(
      'a quote that is invented',
      invented((text, at) => `One says “${text}” [${at + 1}].`),
    ),
    ...lies(
      'a quote with one word changed',
      each((review) => {
        const changed = begin(review).replace(/\S+$/, 'wonderfully');
        return [`It reads “${changed}” [${review.n}].`, no(changed)];
      }),
    ),
    ...lies(
      'a quote turned into its opposite',
      each((review) => {
        const own = begin(review).split(' ');
        const turned = [...own.slice(0, 3), 'never', ...own.slice(3)].join(' ');
        return [`It reads “${turned}” [${review.n}].`, no(turned)];
      }),
    ),
    ...lies(
      'a quote glued from two reviews',
      each((review, at) => {
        const glued = `${begin(review, 4)}${at % 2 ? ' …' : ''} ${begin(nextOf(at), 5)}`;
        return [`It reads “${glued}” [${review.n}].`, no(glued)];
      }),
    ),
    ...lies(
      'a quote of somebody else',
      each((review, at) => {
        const { n } = nextOf(at);
        return [`It reads “${begin(review)}” [${n}].`, no(`${begin(review)}” [${n}]`)];
      }),
    ),
    ...lies(
      'a quote of somebody else, cited some words behind',
      each((review, at) => {
        const { n } = nextOf(at);
        return [`It reads “${begin(review)}”, writes one customer [${n}].`, no(`customer [${n}]`)];
      }),
    ),
    ...lies(
      'a quote of somebody else, cited in front',
      each((review, at) => [`Review [${nextOf(at).n}] says: “${begin(review)}”.`, no(begin(review))]),
    ),
    ...lies(
      'an invented quote without a citation',
      invented((text) => `One wrote: “${text}”.`),
    ),
    ...lies(
      'a quote between « » or „ “',
      invented((text, at) => (at % 2 ? `Einer schreibt: „${text}“.` : `On lit : « ${text} ».`)),
    ),
    ...lies(
      'a quote between straight marks',
      invented((text, at) => `One says "${text}"${at % 2 ? ` [${at}]` : ''}.`),
    ),
    ...lies(
      'a quote between single marks',
      invented((text, at) => (at % 2 ? `One says '${text}' [${at}].` : `One says ‘${text}’.`)),
    ),
    ...lies('a blockquote', [
      ...invented((text, at) => `> "${text}" [${at + 1}]`),
      ...invented((text, at) => `> ${text}${at % 2 ? ` [${at + 1}]` : ' — a customer'}`),
    ]),
    ...lies(
      'a list of quotes',
      invented((text, at) => `- “${text}”${at % 2 ? ' — a customer' : ''}`),
    ),
    ...lies(
      'words with gaps between them',
      each(({ n, text }) => {
        const picked = words(text)
          .filter((_, at) => at % 2 === 0)
          .slice(0, 4)
          .join(' … ');
        return [`It reads “${picked}” [${n}].`, no(picked)];
      }),
    ),
  ];
}

const number = (value: number): RegExp => new RegExp(`(?<!\\d)${value}(?!\\d)`);
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');
